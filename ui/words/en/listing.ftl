# One entry of a directory.

channel-in_person = In person
channel-outreach = Visit to you
channel-telephone = By telephone
channel-web_chat = Web chat
channel-in_person-hint = You go to them
channel-outreach-hint = They come to you, at home or somewhere near
channel-telephone-hint = You talk on the telephone
channel-web_chat-hint = You write to each other while you use the service

distance-here = Less than { $miles } miles away
distance-miles = { $miles ->
    [one] 1 mile away
   *[other] { $miles } miles away
}

day-monday = Monday
day-tuesday = Tuesday
day-wednesday = Wednesday
day-thursday = Thursday
day-friday = Friday
day-saturday = Saturday
day-sunday = Sunday
days-range = { $from } to { $to }
bank-holidays = Bank holidays

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date = { $day } { $month } { $year }

opening-hours = Opening hours
hours-range = { $from } to { $to }
hours-all-day = All day
hours-by-appointment = By appointment only
hours-exceptions = Other hours on some days
midday = midday
midnight = midnight
open-now = Open now
open-until = Open until { $time }
closed = Closed
closed-now = Closed now
opens-at = Opens at { $time }
opens-on = Opens { $day } at { $time }
closed-temporarily = Closed for the time being

provider = Who helps
services = Services they help with
languages = Languages
languages-on-request = Languages if you ask
facilities = Access and facilities
who-for = Who can get this help
everyone = Everyone
area-served = Where they help
area-radius = Up to { $miles } miles from { $postcode }
area-everywhere = Everywhere in the United Kingdom
address = Address
telephone-number = Telephone
text-relay = Text relay
email = Email
website = Website
web-chat-start = Start a web chat
directions = Map and directions
booking = Booking
booking-drop_in = No need to book
booking-appointment = Book first
booking-either = Drop in or book
full-until = Full until { $date }
full-meanwhile = There is no room for more people until then. Ask them about a place after that day, or look for someone else.

costs = Costs
costs-free = The help is free.
costs-may-pay = You may have to pay for
cost-travel = Travel
cost-call_standard_rate = A call at the standard rate
cost-printing = Printing
cost-photographs = Photographs
cost-scanning = Scanning
cost-each = { $amount } per { $per }

who-types = Who types
who-types-user = You use the keyboard, with someone beside you
who-types-provider = They can type for you, and answer for what they type
who-types-either = You or they can type

identity-check = Online identity check
identity-check-supported = They can help with an online identity check. You need to be there and see the screen.
identity-check-not-supported = They cannot help with an online identity check.
identity-cannot-be-checked = Who cannot be checked online
identity-other-route = What to do instead

quality-mark = Quality mark
quality-mark-held = Holds the quality mark for assisted digital support
quality-mark-until = Quality mark until { $date }
quality-mark-see = See the quality mark
verified = Checked against the official register
unverified = Not yet checked against a register
last-checked = Last checked on { $date }
last-checked-never = Not checked yet

declines = When they cannot help
declines-instead = Instead
share-heading = Share or print this page
share-address = The address of this page:
share-email = Send this by email
share-text = Send this by text message
share-print = To print it, use your browser: what is not needed on paper is left out.
more-details = More about { $name }
back-to-results = Back to results

report-problem = Report a problem with this entry
report-heading = What is wrong with this entry?
report-kind-closed = It is closed or has moved
report-kind-hours = The opening hours are wrong
report-kind-contact = The telephone number or address is wrong
report-kind-charged = They asked me for money
report-kind-behaviour = How I was treated
report-kind-other = Something else
report-details = Tell us more
report-details-hint = Do not include personal details, such as your National Insurance number
report-email = Your email address (optional)
report-email-hint = Only if you would like an answer
report-send = Send
report-kind-behaviour-hint = Only our support team reads this. If someone is in danger now, call 999.
report-sent-heading = Your report has been sent
report-sent-reference = Your reference
report-sent = Thank you. We tell the people who keep this entry what is wrong, but not who wrote. How you were treated is read by our support team alone.
report-too-many = Too many problems were reported from your network. Nothing was sent: try again in an hour.
report-too-many-of-entry = Many people have reported a problem with this entry, and we are looking at it. Nothing was sent: try again in an hour.
report-not-sent = We could not send your report. Nothing was kept: try again in a moment.
report-choose-kind = Choose what is wrong
report-details-missing = Tell us what is wrong
report-details-long = What you tell us must be { $max } characters or fewer
report-email-malformed = Enter an email address in the right format, like name@example.com
