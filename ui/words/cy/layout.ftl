# Yr hyn sydd gan bob tudalen o amgylch ei chynnwys.

skip-to-content = Neidio i'r prif gynnwys
menu = Dewislen
service-information = Gwybodaeth am y gwasanaeth
language-label = Iaith
language-this = Cymraeg
back = Yn ôl
breadcrumbs = Briwsion bara
sign-in = Mewngofnodi
sign-out = Allgofnodi
support-links = Dolenni cymorth
error-title-prefix = Gwall:
error-prefix = Gwall
error-summary-title = Mae problem
important = Pwysig
success = Llwyddiant
warning = Rhybudd
phase-beta = Beta
phase-beta-text = Gwasanaeth newydd yw hwn.
powered-by = Rhestrau gan Signpost

link-accessibility = Datganiad hygyrchedd
link-cookies = Cwcis
link-privacy = Preifatrwydd
link-contact = Cysylltu â ni

save = Cadw
save-and-continue = Cadw a pharhau
continue = Parhau
cancel = Canslo
change = Newid
remove = Dileu
yes = Ie
no = Na
not-given = Heb ei roi
shown-in-english = Dim ond yn Saesneg y mae'r testun hwn ar gael.

date-day = Diwrnod
date-month = Mis
date-year = Blwyddyn
