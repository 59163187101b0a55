# Dod o hyd: ble mae rhywun, hidlyddion, y map, y rhestr fer.

search-place = Cod post neu dref
search-place-hint = Er enghraifft, CF10 1EP neu Gaerdydd
locate = Defnyddio fy lleoliad
locate-waiting = Yn dod o hyd i ble yr ydych…
locate-denied = Ni adawodd eich porwr i ni weld ble yr ydych. Rhowch god post neu dref yn lle hynny.
locate-failed = Ni allem ddod o hyd i ble yr ydych. Rhowch god post neu dref yn lle hynny.

place-missing = Rhowch god post neu dref
place-malformed = Rhowch god post yn y DU, fel CF10 1EP, neu enw tref neu ardal cyngor
place-which = Pa “{ $name }” yr ydych yn ei olygu?
postcode-ended = Nid yw'r cod post { $postcode } yn cael ei ddefnyddio. Gwiriwch ef, rhowch ei hanner cyntaf yn unig, neu rhowch enw tref
postcode-crown-dependency = Mae'r cod post hwn yn Jersey, Guernsey neu Ynys Manaw, sydd â'u gwasanaethau cyhoeddus eu hunain
location-outside = Nid yw'r lle hwn yn y Deyrnas Unedig. Rhowch god post yn y DU neu dref

anywhere = unrhyw le
anywhere-heading = Os nad oes gennych god post yn y DU
anywhere-text = Mae pobl hefyd yn helpu dros y ffôn a thrwy sgwrs dros y we, ble bynnag yr ydych. Mae hyn yn cynnwys dinasyddion Prydeinig sy'n byw dramor.
anywhere-link = Gweld pwy sy'n helpu ble bynnag yr ydych
results-heading-you = Help yn agos atoch chi
results-heading-anywhere = Help ble bynnag yr ydych
note-anywhere = Mae'r bobl hyn yn helpu ble bynnag yr ydych, felly nid oes pellteroedd.
note-forces = Cyfeiriad Lluoedd Prydain yw hwn, nad yw'n dweud ble yr ydych. Mae'r bobl hyn yn helpu ble bynnag yw hynny, felly nid oes pellteroedd.
note-border = Mae rhai o'r lleoedd hyn yn { $nation }, lle gall gwasanaethau cyhoeddus fod yn wahanol. Gofynnwch a allant helpu gyda'r gwasanaeth lle yr ydych yn byw.
nation-england = Lloegr
nation-northern_ireland = Gogledd Iwerddon
nation-scotland = Yr Alban
nation-wales = Cymru

filter-capability = Beth y gallwch ei wneud yno
filter-eligibility = Ar gyfer pwy y mae
filter-cluster = Beth y mae angen i chi ei wneud
capability-identity_check = Profi pwy ydych chi ar-lein
capability-home_visits = Cael ymweliad gartref
cost-none = Dim byd i'w dalu o gwbl
eligibility-everyone = Pawb
eligibility-some = Rhai pobl: mae'r cofnod yn dweud pwy
filters-chosen-of-kind = { $n ->
    [zero] 0 wedi'u dewis
    [one] 1 wedi'i ddewis
    [two] 2 wedi'u dewis
    [few] 3 wedi'u dewis
    [many] 6 wedi'u dewis
   *[other] { $n } wedi'u dewis
}
when-any = Unrhyw bryd
when-closed = Ar gau nawr, y cyntaf i agor yn gyntaf
when-at = Ar agor ar ddiwrnod ac amser
when-day = Diwrnod
when-time = Amser
when-open-at = Ar agor { $time }
time-wrong = Dewiswch ddiwrnod ac amser o'r rhestrau

map-show = Dangos y rhain ar fap
map-hide = Cuddio'r map
map-label = Map o'r canlyniadau. Mae'r un lleoedd yn y rhestr ar ei ôl.
map-failed = Ni ellid lluniadu'r map. Mae'r holl leoedd yn y rhestr.
map-closer = Yn nes
map-further = Ymhellach i ffwrdd
map-close = Cau
map-north = Gogledd
map-you = Chi
map-ring = { $miles ->
    [one] 1 filltir
    [two] 2 filltir
   *[other] { $miles } milltir
}

shortlist-heading = Eich rhestr fer
shortlist-link = Eich rhestr fer: { $n }
shortlist-lead = Argraffwch y dudalen hon i fynd â hi gyda chi, neu anfonwch ei chyfeiriad at rywun.
shortlist-empty = Nid oes dim ar y rhestr fer hon.
shortlist-how = Chwiliwch am help, yna dewiswch “Ychwanegu at y rhestr fer” wrth ymyl cofnod. Mae hyn yn gofyn am borwr sy'n rhedeg sgriptiau. Mae'r rhestr fer yn aros yn eich porwr.
shortlist-gone = { $n ->
    [zero] Mae pob cofnod yn y cyfeiriadur hwn.
    [one] Nid yw 1 cofnod yn y cyfeiriadur hwn mwyach.
    [two] Nid yw 2 gofnod yn y cyfeiriadur hwn mwyach.
    [few] Nid yw 3 chofnod yn y cyfeiriadur hwn mwyach.
    [many] Nid yw 6 chofnod yn y cyfeiriadur hwn mwyach.
   *[other] Nid yw { $n } cofnod yn y cyfeiriadur hwn mwyach.
}
shortlist-add = Ychwanegu at y rhestr fer
shortlist-remove = Tynnu oddi ar y rhestr fer
shortlist-full = Mae eich rhestr fer yn llawn. Tynnwch rywbeth oddi arni yn gyntaf.

cookies-shortlist = Os byddwch yn gwneud rhestr fer, mae eich porwr yn ei chadw ar eich dyfais nes i chi dynnu popeth oddi arni. Nid cwci ydyw: dim ond pan fyddwch yn agor y rhestr fer y caiff ei hanfon atom, ac nid ydym yn ei chadw.
privacy-location = Os byddwch yn defnyddio eich lleoliad, mae eich porwr yn ei dalgrynnu i tua 100 metr cyn ei anfon. Mae'n aros yng nghyfeiriad y dudalen, fel cod post.
privacy-map = Daw lluniau'r map o { $host }, sy'n gweld eich cyfeiriad rhwydwaith a pha ran o'r wlad yr ydych yn edrych arni.

feedback-question = A ddaethoch chi o hyd i help?
feedback-thanks = Diolch
feedback-thanks-text = Cafodd eich ateb ei gyfrif. Nid ydym yn gwybod pwy a'i rhoddodd.
feedback-none-found = Cafodd eich ateb ei gyfrif. Mae'n ddrwg gennym na ddaethoch o hyd i help: mae ffyrdd eraill.
feedback-too-many = Daeth gormod o atebion o'ch rhwydwaith. Ni chafodd eich un chi ei gyfrif.
feedback-not-counted = Ni allem gyfrif eich ateb.
privacy-feedback = Os byddwch yn dweud a ddaethoch o hyd i help, rydym yn cyfrif yr ateb ac nid ydym yn cadw dim amdanoch chi. Am awr rydym yn cofio bod rhywun wedi ateb o'ch rhwydwaith, ar ffurf na ellir ei holrhain yn ôl iddo, fel na all neb ateb fil o weithiau.
