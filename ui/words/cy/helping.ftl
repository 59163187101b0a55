# Golwg yr asiant, yr hyn a ddarllenir, a anfonir ac a argreffir, a ble mae gwasanaeth yn anfon pobl.

desk-link = Yn helpu rhywun ar y ffôn? Defnyddiwch olwg yr asiant
desk-heading = Golwg yr asiant
desk-postcode-hint = Teipiwch god post y galwr a phwyso Enter. Mae'r pedwar diwethaf yn aros ochr yn ochr.
desk-service = Gwasanaeth
desk-close = Tynnu { $place } i ffwrdd
desk-all = Pob canlyniad ar gyfer { $place }
desk-clear = Tynnu'r cyfan i ffwrdd
desk-back = Yn ôl i olwg yr asiant
desk-keys-heading = Bysellau
desk-keys-how = Pwyswch y rhain gyda bysell fynediad eich porwr: Alt yn Edge a Chrome, Alt a Shift yn Firefox, Control ac Option ar Mac.
desk-key-s = Teipio cod post
desk-key-v = Dewis gwasanaeth
desk-key-o = Dim ond yr hyn sydd ar agor nawr
desk-key-numbers = Mynd i'r cod post cyntaf, yr ail, y trydydd neu'r pedwerydd
desk-key-x = Tynnu'r cyfan i ffwrdd
desk-kept = Mae'r codau post yng nghyfeiriad y dudalen hon ac yn unman arall: ni chedwir dim pan fyddwch yn ei chau.

aloud-place-and-distance = Mae { $provider } yn helpu yn { $place }, { $distance }.
aloud-place = Mae { $provider } yn helpu yn { $place }.
aloud-reaches = Mae { $provider } yn helpu { $ways }.
aloud-by-outreach = lle rydych chi
aloud-by-telephone = dros y ffôn
aloud-by-web_chat = drwy sgwrs dros y we
aloud-booking-drop_in = Nid oes angen i chi drefnu ymlaen llaw.
aloud-booking-appointment = Mae angen i chi drefnu ymlaen llaw.
aloud-booking-either = Gallwch alw heibio, neu drefnu ymlaen llaw.
aloud-book-by-phone = Mae angen i chi drefnu ymlaen llaw: ffoniwch { $phone }.
aloud-phone = Y rhif ffôn yw { $phone }.
aloud-who-for = Ar gyfer pwy y mae: { $who }.
bring = Beth i ddod ag ef neu ei gael wrth law
aloud-bring = Mae angen i chi ddod â hyn, neu ei gael wrth law: { $bring }.
aloud-costs = Efallai y bydd rhaid i chi dalu am: { $costs }.

beside-place = Hefyd yn y lle hwn
beside-provider = Hefyd dros y ffôn neu sgwrs dros y we
beside-services = Mae { $provider } hefyd yn helpu gyda { $n ->
    [one] 1 gwasanaeth arall
    [two] 2 wasanaeth arall
    [few] 3 gwasanaeth arall
    [many] 6 gwasanaeth arall
   *[other] { $n } gwasanaeth arall
}
privacy-sendings = Pan fyddwch yn anfon cofnod at rywun, defnyddir eu cyfeiriad e-bost neu eu rhif ffôn ar gyfer yr un neges honno, a'i anghofio cyn gynted ag y bydd wedi mynd.

send-link = Anfon
send-entry = Gofyn i ni anfon hwn at rywun drwy e-bost neu neges destun
send-entry-email = Gofyn i ni anfon hwn at rywun drwy e-bost
send-heading = Anfon hwn at rywun
send-once = Anfonwch ef dim ond at rywun a ofynnodd amdano. Rydym yn defnyddio'r cyfeiriad ar gyfer yr un neges hon, ac yn ei anghofio cyn gynted ag y bydd y neges wedi mynd. Os na ellir ei danfon, byddwn yn rhoi'r gorau i geisio ar ôl dau ddiwrnod ac yn ei anghofio hefyd.
send-by-email = Drwy e-bost
send-by-text = Drwy neges destun
send-to-email = Cyfeiriad e-bost
send-to-text = Rhif ffôn symudol
send-to-text-hint = Rhif yn y DU sy'n dechrau gyda 07
send-button-email = Anfon yr e-bost
send-button-text = Anfon y neges destun
send-wrong-email = Rhowch gyfeiriad e-bost yn y fformat cywir, fel enw@example.com
send-wrong-text = Rhowch rif ffôn symudol yn y DU, fel 07700 900123
send-what = Yr hyn a gânt
send-letter-begins = Gofynnoch am gael y cofnod hwn o “{ $directory }”.
send-letter-ends = Nid ydych ar unrhyw restr: defnyddiwyd eich cyfeiriad ar gyfer y neges hon ac ni chaiff ei gadw. Nid oes neb yn darllen atebion iddi.
send-more = Popeth amdano, yn gyfredol bob amser:
send-done-heading = Wedi'i anfon
send-done-email = Mae'r e-bost ar ei ffordd.
send-done-text = Mae'r neges destun ar ei ffordd.
send-kept = Bydd yn cyrraedd o fewn ychydig funudau. Cyn gynted ag y bydd wedi mynd, rydym yn anghofio at bwy yr oedd.
send-too-many = Anfonwyd gormod o negeseuon o'ch rhwydwaith. Ni anfonwyd dim: rhowch gynnig arall arni ymhen awr.
send-too-many-to-one = Aeth llawer o negeseuon i'r cyfeiriad hwn o fewn yr awr. Ni anfonwyd dim: rhowch gynnig arall arni ymhen awr.
send-no-texts = Ni ellir anfon negeseuon testun o'r fan hon. Anfonwch e-bost, neu argraffwch lythyr.
send-not-sent = Ni allem ei anfon, ac ni chadwyd dim. Rhowch gynnig arall arni mewn munud.

letter-link = Llythyr
letter-entry = Argraffu hwn fel llythyr
letter-heading = Argraffu llythyr
letter-how = Argraffwch y dudalen hon o'ch porwr: dim ond y llythyr sy'n mynd ar bapur. Dangosir cyfeiriad arno ac nis cedwir yn unman.
letter-address = Enw a chyfeiriad (dewisol)
letter-address-hint = Hyd at 8 llinell
letter-button = Ei roi ar y llythyr
letter-begins = Gofynnoch am help i ddefnyddio gwasanaeth y llywodraeth ar-lein. Daw hwn o “{ $directory }”.

whereto-caption = Ble i anfon pobl na allant wneud hyn ar-lein
whereto-heading = { $service }: os na allwch ei wneud ar-lein
whereto-start = Mae'r gwasanaeth ei hun yn
whereto-help = Ni all rhai pobl ddefnyddio'r gwasanaeth hwn ar-lein ar eu pen eu hunain. Gall rhywun fynd drwyddo gyda nhw, wyneb yn wyneb, dros y ffôn neu drwy sgwrs dros y we.
whereto-near = Help yn agos atoch chi
whereto-everywhere = Dros y ffôn neu sgwrs dros y we, ble bynnag rydych yn byw
whereto-not-needed-another = Nid oes angen help ar neb gyda'r gwasanaeth hwn: mae { $service } yn rhoi'r un canlyniad.
whereto-not-needed-staff = Mae'r gwasanaeth hwn ar gyfer staff y sector cyhoeddus yn y gwaith, sy'n cael help gan eu cyflogwr.
whereto-not-needed-overseas = Mae'r gwasanaeth hwn ar gyfer pobl dramor nad ydynt yn ddinasyddion Prydeinig. Nid oes help gydag ef yn y cyfeiriadur hwn.
whereto-not-needed-intermediary = Mae rhywun sy'n cael ei dalu amdano yn cwblhau'r gwasanaeth hwn ar eich rhan: gofynnwch iddynt.
whereto-own-content = Ar gyfer cynnwys y gwasanaeth ei hun
whereto-paste = Testun i'w gopïo
whereto-paste-hint = Dewiswch y cyfan a'i ludo lle mae pobl yn dysgu am y gwasanaeth.
whereto-paste-help = Gallwch gael help am ddim i ddefnyddio'r gwasanaeth hwn, wyneb yn wyneb, dros y ffôn neu drwy sgwrs dros y we. Dewch o hyd i rywun yn agos atoch: { $page }
whereto-data = Yr un peth fel data (JSON)
