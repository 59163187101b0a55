# The agent view, what is read out, sent and printed, and where a service sends people.

desk-link = Helping someone on the telephone? Use the agent view
desk-heading = Agent view
desk-postcode-hint = Type the caller’s postcode and press Enter. The last four stay side by side.
desk-service = Service
desk-close = Remove { $place }
desk-all = All results for { $place }
desk-clear = Remove all
desk-back = Back to the agent view
desk-keys-heading = Keys
desk-keys-how = Press these together with your browser’s access key: Alt in Edge and Chrome, Alt and Shift in Firefox, Control and Option on a Mac.
desk-key-s = Type a postcode
desk-key-v = Choose a service
desk-key-o = Only what is open now
desk-key-numbers = Go to the first, second, third or fourth postcode
desk-key-x = Remove all
desk-kept = The postcodes are in the address of this page and nowhere else: nothing is kept when you close it.

aloud-place-and-distance = { $provider } helps at { $place }, { $distance }.
aloud-place = { $provider } helps at { $place }.
aloud-reaches = { $provider } helps { $ways }.
aloud-by-outreach = where you are
aloud-by-telephone = by telephone
aloud-by-web_chat = by web chat
aloud-booking-drop_in = You do not need to book.
aloud-booking-appointment = You need to book first.
aloud-booking-either = You can drop in, or book first.
aloud-book-by-phone = You need to book first: call { $phone }.
aloud-phone = The telephone number is { $phone }.
aloud-who-for = Who it is for: { $who }.
bring = What to bring or have at hand
aloud-bring = You need to bring, or have at hand: { $bring }.
aloud-costs = You may have to pay for: { $costs }.

beside-place = Also at this place
beside-provider = Also by telephone or web chat
beside-services = { $provider } also helps with { $n ->
    [one] 1 other service
   *[other] { $n } other services
}
privacy-sendings = When you send an entry to someone, their email address or telephone number is used for that one message and forgotten as soon as it has gone.

send-link = Send
send-entry = Have us send this to someone by email or text message
send-entry-email = Have us send this to someone by email
send-heading = Send this to someone
send-once = Send it only to someone who asked for it. We use the address for this one message, and forget it as soon as the message has gone. If it cannot be delivered we stop trying after two days and forget it too.
send-by-email = By email
send-by-text = By text message
send-to-email = Email address
send-to-text = Mobile number
send-to-text-hint = A UK number that starts 07
send-button-email = Send the email
send-button-text = Send the text message
send-wrong-email = Enter an email address in the right format, like name@example.com
send-wrong-text = Enter a UK mobile number, like 07700 900123
send-what = What they get
send-letter-begins = You asked to be sent this entry of “{ $directory }”.
send-letter-ends = You are on no list: your address was used for this message and is not kept. Nobody reads replies to it.
send-more = All about it, always up to date:
send-done-heading = Sent
send-done-email = The email is on its way.
send-done-text = The text message is on its way.
send-kept = It arrives within a few minutes. As soon as it has gone we forget to whom it was.
send-too-many = Too many messages were sent from your network. Nothing was sent: try again in an hour.
send-too-many-to-one = Many messages went to this address within the hour. Nothing was sent: try again in an hour.
send-no-texts = Text messages cannot be sent from here. Send an email, or print a letter.
send-not-sent = We could not send it, and kept nothing. Try again in a moment.

letter-link = Letter
letter-entry = Print this as a letter
letter-heading = Print a letter
letter-how = Print this page from your browser: only the letter goes on paper. An address is shown on it and kept nowhere.
letter-address = Name and address (optional)
letter-address-hint = Up to 8 lines
letter-button = Put it on the letter
letter-begins = You asked for help to use a government service online. This is from “{ $directory }”.

whereto-caption = Where to send people who cannot do this online
whereto-heading = { $service }: if you cannot do it online
whereto-start = The service itself is at
whereto-help = Some people cannot use this service online alone. Someone can go through it with them, in person, by telephone or by web chat.
whereto-near = Help near you
whereto-everywhere = By telephone or web chat, wherever you live
whereto-not-needed-another = Nobody needs help with this service: { $service } gives the same outcome.
whereto-not-needed-staff = This service is for public-sector staff at work, who are helped by their employer.
whereto-not-needed-overseas = This service is for people overseas who are not British citizens. There is no help with it in this directory.
whereto-not-needed-intermediary = Someone who is paid for it completes this service for you: ask them.
whereto-own-content = For the service’s own content
whereto-paste = Text to copy
whereto-paste-hint = Select all of it and paste it where people learn about the service.
whereto-paste-help = You can get free help to use this service, in person, by telephone or by web chat. Find someone near you: { $page }
whereto-data = The same as data (JSON)
