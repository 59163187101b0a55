# Tudalennau cyfan: gwallau, a'r hyn y mae'n rhaid i wasanaeth cyhoeddus ei ddweud amdano'i hun.

not-found-heading = Heb ddod o hyd i'r dudalen
not-found-text = Os gwnaethoch deipio'r cyfeiriad gwe, gwiriwch ei fod yn gywir. Os gwnaethoch ei ludo, gwiriwch eich bod wedi copïo'r cyfan.
gone-heading = Nid yw'r cofnod hwn yn y cyfeiriadur mwyach
gone-text = Efallai fod y bobl a oedd yn rhoi'r help hwn wedi rhoi'r gorau iddi neu wedi symud. Chwiliwch eto i ddod o hyd i eraill.
server-error-heading = Mae'n ddrwg gennym, mae problem gyda'r gwasanaeth
server-error-text = Rhowch gynnig arall arni yn nes ymlaen. Os byddwch yn rhoi gwybod i ni, rhowch y rhif hwn: { $request }
too-many-heading = Gormod o geisiadau
too-many-text = Arhoswch funud, yna rhowch gynnig arall arni.
paused-heading = Nid yw'r cyfeiriadur hwn ar gael ar hyn o bryd
paused-text = Mae help ar gael o hyd: cysylltwch â'r gwasanaeth y mae angen i chi ei ddefnyddio.
bad-request-heading = Nid oeddem yn deall hynny
stale-since = Daw'r canlyniadau hyn o { $time }. Gall rhai fod wedi newid ers hynny.

accessibility-heading = Datganiad hygyrchedd
accessibility-scope = Mae'r datganiad hwn yn ymwneud â'r cyfeiriadur “{ $name }”.
accessibility-aim = Rydym am i bawb allu ei ddefnyddio. Dylech allu chwyddo i 400% heb golli dim, ei ddefnyddio gyda bysellfwrdd neu gyda'ch llais, a'i glywed drwy ddarllenydd sgrin. Mae pob tudalen yn gweithio heb sgript.
accessibility-standard = Mae wedi'i adeiladu a'i brofi yn erbyn fersiwn 2.2 o'r Canllawiau Hygyrchedd Cynnwys Gwe, lefel AA.
accessibility-contact-heading = Os nad yw rhywbeth yn gweithio i chi
accessibility-contact = Ysgrifennwch at { $email }. Dywedwch wrthym pa dudalen, beth yr oeddech am ei wneud, a beth yr ydych yn ei ddefnyddio. Byddwn yn ateb o fewn 5 diwrnod gwaith.
accessibility-enforcement-heading = Os nad ydych yn fodlon ar ein hateb
accessibility-enforcement = Cysylltwch â'r Gwasanaeth Cynghori a Chymorth Cydraddoldeb neu, yng Ngogledd Iwerddon, â Chomisiwn Cydraddoldeb Gogledd Iwerddon.

cookies-heading = Cwcis
cookies-none = Nid yw'r cyfeiriadur hwn yn gosod unrhyw gwcis. Mae eich cod post yn aros yng nghyfeiriad y dudalen ac nid yw'n cael ei gadw.
cookies-session = Pan fyddwch yn mewngofnodi rydym yn gosod un cwci, sy'n eich cadw wedi'ch mewngofnodi. Mae'n mynd pan fyddwch yn allgofnodi.

privacy-heading = Preifatrwydd
privacy-searches = Nid ydym yn cadw'r hyn yr ydych yn chwilio amdano, ac nid ydym yn gwybod pwy ydych chi.
privacy-reports = Pan fyddwch yn rhoi gwybod am broblem rydym yn cadw'r hyn yr ydych yn ei ysgrifennu, a'ch cyfeiriad e-bost os byddwch yn ei roi, nes bod y broblem wedi'i datrys ac am { $months } mis ar ôl hynny.
privacy-contact = Cwestiynau am eich data: { $email }

about-heading = Ynglŷn â'r cyfeiriadur hwn
about-free = Mae'r holl help a restrir yma am ddim.
about-checked = Mae gan bawb a restrir farc ansawdd: mae rhywun annibynnol wedi gwirio bod yr help yn dda, yn ddiogel ac am ddim.
about-signpost = Cedwir y rhestrau mewn un lle a'u dangos gan sawl cyfeiriadur.

front-heading = Dod o hyd i help i ddefnyddio gwasanaethau'r llywodraeth ar-lein
front-text = Ni all rhai pobl ddefnyddio gwasanaeth ar-lein ar eu pen eu hunain. Yn agos atoch chi, dros y ffôn neu drwy sgwrs we, mae pobl yn eu tywys drwyddo, yn rhad ac am ddim.
front-directories = Cyfeiriaduron
front-none = Nid oes cyfeiriadur ar agor eto.
front-work-heading = Rhoi neu brynu cymorth
front-work = Mae darparwyr yn gwneud cais am y marc ansawdd ac am leoedd ar lotiau. Mae adrannau'n dod o hyd i gymorth ac yn ei brynu.
front-sign-in = Mewngofnodi
front-register = Creu cyfrif
platform-accessibility-scope = Mae'r datganiad hwn yn ymwneud â thudalennau Signpost ei hun. Mae gan bob cyfeiriadur ei ddatganiad ei hun.
platform-cookies = Nes i chi fewngofnodi, mae tudalen â ffurflen yn gosod un cwci, sy'n profi mai ni biau'r ffurflen. Mae un arall yn cludo'r neges fod rhywbeth wedi'i wneud i'r dudalen nesaf. Nid yw'r un ohonynt yn eich dilyn.
platform-privacy-people = Am bobl sy'n mewngofnodi rydym yn cadw eu henw, eu cyfeiriad e-bost a'r hyn y maent yn ei wneud yma, yn ôl yr angen ar gyfer cofnod penderfyniadau. Am bobl sy'n chwilio am help nid ydym yn cadw dim.

mark-heading = Marc ansawdd ar gyfer cymorth digidol
mark-lead = Barnwyd { $name } yn ôl y safon gyhoeddedig ar gyfer cymorth digidol.
mark-now = Y marc nawr
mark-status-in_force = Mewn grym
mark-status-suspended = Wedi'i atal dros dro
mark-status-revoked = Wedi'i dynnu'n ôl
mark-status-lapsed = Wedi dod i ben
mark-holder = Deiliad
mark-covers = Mathau o help
mark-places = Lleoedd
mark-places-all = Holl leoedd y deiliad
mark-places-all-but = Holl leoedd y deiliad heblaw’r rhain
mark-from = O
mark-until = Hyd
mark-standard = Fersiwn o'r safon
mark-renewal = Adnewyddu
mark-renewal-pending = Gofynnwyd amdano mewn pryd ac mae'n cael ei benderfynu. Tan hynny mae'r marc yn cyfrif.
mark-conditions = Amodau
mark-conditions-open = Mae rhai heb eu bodloni eto
mark-replaced = Gweld y marc a gymerodd ei le
mark-unknown-heading = Nid oes marc ansawdd o'r fath
mark-unknown-text = Gwiriwch y cyfeiriad. Mae marc a roddwyd yn cadw ei dudalen am byth, hefyd ar ôl iddo ddod i ben.
badge-heading = Cymorth digidol
badge-until = Marc ansawdd, hyd { $date }
badge-not = Nid gan y corff achredu cenedlaethol y'i rhoddir
mark-check-heading = Dangos neu wirio'r marc hwn
mark-check-text = Mae'r bathodyn yn dangos y marc fel y mae nawr. Mae'r tystlythyr wedi'i lofnodi: gall unrhyw un ei wirio heb ofyn i ni, a gweld o'i restrau statws a yw'r marc yn dal i gyfrif.
mark-badge = Bathodyn ar gyfer gwefan y deiliad (SVG)
mark-credential = Tystlythyr dilysadwy (Open Badges 3.0)
mark-json = Yr un ffeithiau i raglenni (JSON)
