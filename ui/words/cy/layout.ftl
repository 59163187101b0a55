# Yr hyn sydd gan bob tudalen o amgylch ei chynnwys.

skip-to-content = Neidio i'r prif gynnwys
menu = Dewislen
service-information = Gwybodaeth am y gwasanaeth
language-label = Iaith
language-this = Cymraeg
back = Yn ôl
way-back = Ffordd yn ôl
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
phase-alpha = Alffa
phase-beta = Beta
phase-new = Gwasanaeth newydd yw hwn.
phase-feedback = Dywedwch wrthym beth yw eich barn amdano
crown-copyright = © Hawlfraint y Goron
preview = Rhagolwg
preview-text = Fel hyn y bydd y cyfeiriadur yn edrych. Dim ond y bobl sy'n ei gadw all weld y dudalen hon.
preview-partly = Dangosir rhan o'r hyn y mae'n ei restru.
preview-back = Yn ôl i'r cyfeiriadur
preview-sends-nothing = Rhagolwg yw hwn, felly ni anfonwyd dim.
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

count-characters-limit = Gallwch roi hyd at { $count } nod
count-characters-left = { $n ->
    [two] Mae gennych { $count } nod ar ôl
   *[other] Mae gennych { $count } nod ar ôl
}
count-characters-at-limit = Nid oes gennych nodau ar ôl
count-characters-over = { $n ->
    [two] Mae gennych { $count } nod yn ormod
   *[other] Mae gennych { $count } nod yn ormod
}
count-words-limit = Gallwch roi hyd at { $count } gair
count-words-left = { $n ->
    [two] Mae gennych { $count } air ar ôl
   *[other] Mae gennych { $count } gair ar ôl
}
count-words-at-limit = Nid oes gennych eiriau ar ôl
count-words-over = { $n ->
    [two] Mae gennych { $count } air yn ormod
   *[other] Mae gennych { $count } gair yn ormod
}

password-show = Dangos
password-hide = Cuddio
password-show-label = Dangos y cyfrinair
password-hide-label = Cuddio'r cyfrinair
password-is-shown = Mae eich cyfrinair i'w weld
password-is-hidden = Mae eich cyfrinair wedi'i guddio
