# Finding: where one is, filters, the map, the shortlist.

search-place = Postcode or town
search-place-hint = For example, LS1 4AP or Leeds
locate = Use my location
locate-waiting = Finding where you are…
locate-denied = Your browser did not let us see where you are. Enter a postcode or a town instead.
locate-failed = We could not find where you are. Enter a postcode or a town instead.

place-missing = Enter a postcode or a town
place-malformed = Enter a UK postcode, like LS1 4AP, or the name of a town or council area
place-which = Which “{ $name }” do you mean?
postcode-ended = The postcode { $postcode } is not in use. Check it, enter its first half only, or enter the name of a town
postcode-crown-dependency = This postcode is in Jersey, Guernsey or the Isle of Man, which have their own public services
location-outside = This place is not in the United Kingdom. Enter a UK postcode or a town

anywhere = anywhere
anywhere-heading = If you have no UK postcode
anywhere-text = People also help by telephone and web chat, wherever you are. This includes British citizens who live abroad.
anywhere-link = See who helps wherever you are
results-heading-you = Help near you
results-heading-anywhere = Help wherever you are
note-anywhere = These people help wherever you are, so there are no distances.
note-forces = This is a British Forces address, which does not say where you are. These people help wherever that is, so there are no distances.
note-border = Some of these places are in { $nation }, where public services can differ. Ask if they can help with the service where you live.
nation-england = England
nation-northern_ireland = Northern Ireland
nation-scotland = Scotland
nation-wales = Wales

filter-capability = What you can do there
filter-eligibility = Who it is for
filter-cluster = What you need to do
capability-identity_check = Prove your identity online
capability-home_visits = Be visited at home
cost-none = Nothing to pay at all
eligibility-everyone = Everyone
eligibility-some = Some people: the entry says who
filters-chosen-of-kind = { $n ->
    [one] 1 chosen
   *[other] { $n } chosen
}
when-any = Any time
when-closed = Closed now, soonest to open first
when-at = Open on a day and time
when-day = Day
when-time = Time
when-open-at = Open { $time }
time-wrong = Choose a day and a time from the lists

map-show = Show these on a map
map-hide = Hide the map
map-label = Map of the results. The list after it has the same places.
map-failed = The map could not be drawn. The list has all the places.
map-closer = Closer
map-further = Further away
map-close = Close
map-north = North
map-you = You
map-ring = { $miles ->
    [one] 1 mile
   *[other] { $miles } miles
}

shortlist-heading = Your shortlist
shortlist-link = Your shortlist: { $n }
shortlist-lead = Print this page to take it with you, or send its address to someone.
shortlist-empty = There is nothing on this shortlist.
shortlist-how = Search for help, then choose “Add to shortlist” beside an entry. This needs a browser that runs scripts. The shortlist stays in your browser.
shortlist-gone = { $n ->
    [one] 1 entry is no longer in this directory.
   *[other] { $n } entries are no longer in this directory.
}
shortlist-add = Add to shortlist
shortlist-remove = Take off shortlist
shortlist-full = Your shortlist is full. Take something off it first.

cookies-shortlist = If you make a shortlist, your browser keeps it on your device until you take everything off it. It is not a cookie: it is sent to us only when you open the shortlist, and we do not keep it.
privacy-location = If you use your location, your browser rounds it to about 100 metres before it is sent. It stays in the address of the page, like a postcode.
privacy-map = The pictures of the map come from { $host }, which sees your network address and which part of the country you look at.

feedback-question = Did you find help?
feedback-thanks = Thank you
feedback-thanks-text = Your answer was counted. We do not know who gave it.
feedback-none-found = Your answer was counted. We are sorry that you found no help: there are other ways.
feedback-too-many = Too many answers came from your network. Yours was not counted.
feedback-not-counted = We could not count your answer.
privacy-feedback = If you say whether you found help, we count the answer and keep nothing about you. For an hour we remember that someone answered from your network, in a form that cannot be led back to it, so that nobody can answer a thousand times.
