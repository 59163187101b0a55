# Un cofnod mewn cyfeiriadur.

channel-in_person = Wyneb yn wyneb
channel-outreach = Ymweliad â chi
channel-telephone = Dros y ffôn
channel-web_chat = Sgwrs dros y we
channel-in_person-hint = Rydych chi'n mynd atyn nhw
channel-outreach-hint = Maen nhw'n dod atoch chi, gartref neu rywle gerllaw
channel-telephone-hint = Rydych chi'n siarad dros y ffôn
channel-web_chat-hint = Rydych chi'n ysgrifennu at eich gilydd wrth i chi ddefnyddio'r gwasanaeth

distance-here = Llai na { $miles } milltir i ffwrdd
distance-miles = { $miles ->
    [one] 1 filltir i ffwrdd
    [two] 2 filltir i ffwrdd
    [few] 3 milltir i ffwrdd
    [many] 6 milltir i ffwrdd
   *[other] { $miles } milltir i ffwrdd
}

day-monday = Dydd Llun
day-tuesday = Dydd Mawrth
day-wednesday = Dydd Mercher
day-thursday = Dydd Iau
day-friday = Dydd Gwener
day-saturday = Dydd Sadwrn
day-sunday = Dydd Sul
days-range = { $from } i { $to }
bank-holidays = Gwyliau banc

month-1 = Ionawr
month-2 = Chwefror
month-3 = Mawrth
month-4 = Ebrill
month-5 = Mai
month-6 = Mehefin
month-7 = Gorffennaf
month-8 = Awst
month-9 = Medi
month-10 = Hydref
month-11 = Tachwedd
month-12 = Rhagfyr
date = { $day } { $month } { $year }

opening-hours = Oriau agor
hours-range = { $from } i { $to }
hours-all-day = Drwy'r dydd
hours-by-appointment = Drwy apwyntiad yn unig
hours-exceptions = Oriau gwahanol ar rai diwrnodau
midday = canol dydd
midnight = canol nos
open-now = Ar agor nawr
open-until = Ar agor tan { $time }
closed = Ar gau
closed-now = Ar gau nawr
opens-at = Yn agor am { $time }
opens-on = Yn agor { $day } am { $time }
closed-temporarily = Ar gau am y tro

provider = Pwy sy'n helpu
services = Gwasanaethau y maent yn helpu â nhw
languages = Ieithoedd
languages-on-request = Ieithoedd ar gais
facilities = Mynediad a chyfleusterau
who-for = Pwy all gael yr help hwn
everyone = Pawb
area-served = Ble maent yn helpu
area-radius = Hyd at { $miles } milltir o { $postcode }
area-everywhere = Ym mhobman yn y Deyrnas Unedig
address = Cyfeiriad
telephone-number = Ffôn
text-relay = Cyfnewid testun
email = E-bost
website = Gwefan
web-chat-start = Dechrau sgwrs dros y we
directions = Map a chyfarwyddiadau
booking = Trefnu
booking-drop_in = Nid oes angen trefnu ymlaen llaw
booking-appointment = Trefnwch ymlaen llaw
booking-either = Galwch heibio neu trefnwch ymlaen llaw
full-until = Llawn tan { $date }
full-meanwhile = Nid oes lle i ragor o bobl tan hynny. Gofynnwch iddynt am le ar ôl y diwrnod hwnnw, neu chwiliwch am rywun arall.

costs = Costau
costs-free = Mae'r help am ddim.
costs-may-pay = Efallai y bydd rhaid i chi dalu am
cost-travel = Teithio
cost-call_standard_rate = Galwad ar y gyfradd safonol
cost-printing = Argraffu
cost-photographs = Lluniau
cost-scanning = Sganio
cost-each = { $amount } ({ $per })

who-types = Pwy sy'n teipio
who-types-user = Chi sy'n defnyddio'r bysellfwrdd, gyda rhywun wrth eich ymyl
who-types-provider = Gallant deipio ar eich rhan, a nhw sy'n gyfrifol am yr hyn y maent yn ei deipio
who-types-either = Gallwch chi neu nhw deipio

identity-check = Gwirio hunaniaeth ar-lein
identity-check-supported = Gallant helpu gyda gwiriad hunaniaeth ar-lein. Rhaid i chi fod yno a gweld y sgrin.
identity-check-not-supported = Ni allant helpu gyda gwiriad hunaniaeth ar-lein.
identity-cannot-be-checked = Pwy na ellir eu gwirio ar-lein
identity-other-route = Beth i'w wneud yn lle hynny

quality-mark = Marc ansawdd
quality-mark-held = Yn dal y marc ansawdd ar gyfer cymorth digidol
quality-mark-until = Marc ansawdd tan { $date }
quality-mark-see = Gweld y marc ansawdd
verified = Wedi'i wirio yn erbyn y gofrestr swyddogol
unverified = Heb ei wirio yn erbyn cofrestr eto
last-checked = Gwiriwyd ddiwethaf ar { $date }
last-checked-never = Heb ei wirio eto

declines = Pan na allant helpu
declines-instead = Yn lle hynny
share-heading = Rhannu neu argraffu'r dudalen hon
share-address = Cyfeiriad y dudalen hon:
share-email = Anfon hwn drwy e-bost
share-text = Anfon hwn drwy neges destun
share-print = I'w hargraffu, defnyddiwch eich porwr: ni fydd yr hyn nad oes ei angen ar bapur yn cael ei argraffu.
more-details = Rhagor am { $name }
back-to-results = Yn ôl i'r canlyniadau

report-problem = Rhoi gwybod am broblem gyda'r cofnod hwn
report-heading = Beth sydd o'i le ar y cofnod hwn?
report-kind-closed = Mae wedi cau neu wedi symud
report-kind-hours = Mae'r oriau agor yn anghywir
report-kind-contact = Mae'r rhif ffôn neu'r cyfeiriad yn anghywir
report-kind-charged = Gofynnwyd i mi am arian
report-kind-behaviour = Sut y cefais fy nhrin
report-kind-other = Rhywbeth arall
report-details = Dywedwch ragor wrthym
report-details-hint = Peidiwch â chynnwys manylion personol, fel eich rhif Yswiriant Gwladol
report-email = Eich cyfeiriad e-bost (dewisol)
report-email-hint = Dim ond os hoffech gael ateb
report-send = Anfon
report-kind-behaviour-hint = Dim ond ein tîm cymorth sy'n darllen hwn. Os oes rhywun mewn perygl nawr, ffoniwch 999.
report-sent-heading = Mae eich adroddiad wedi'i anfon
report-sent-reference = Eich cyfeirnod
report-sent = Diolch. Rydym yn dweud wrth y bobl sy'n cadw'r cofnod hwn beth sydd o'i le, ond nid pwy ysgrifennodd. Dim ond ein tîm cymorth sy'n darllen sut y cawsoch eich trin.
report-too-many = Cafodd gormod o broblemau eu hadrodd o'ch rhwydwaith. Ni anfonwyd dim: rhowch gynnig arall arni ymhen awr.
report-too-many-of-entry = Mae llawer o bobl wedi rhoi gwybod am broblem gyda'r cofnod hwn, ac rydym yn edrych arno. Ni anfonwyd dim: rhowch gynnig arall arni ymhen awr.
report-not-sent = Ni allem anfon eich adroddiad. Ni chadwyd dim: rhowch gynnig arall arni mewn munud.
report-choose-kind = Dewiswch beth sydd o'i le
report-details-missing = Dywedwch wrthym beth sydd o'i le
report-details-long = Rhaid i'r hyn a ddywedwch wrthym fod yn { $max } nod neu lai
report-email-malformed = Rhowch gyfeiriad e-bost yn y fformat cywir, fel enw@example.com
