# Chwilio mewn cyfeiriadur.

search-heading = Dod o hyd i help yn eich ardal
search-button = Dod o hyd i help
search-again = Chwilio eto
search-within = Pa mor bell i ffwrdd
search-within-miles = { $miles ->
    [one] O fewn 1 filltir
    [two] O fewn 2 filltir
    [few] O fewn 3 milltir
    [many] O fewn 6 milltir
   *[other] O fewn { $miles } milltir
}
search-any-distance = Unrhyw bellter
search-words = Geiriau i chwilio amdanynt
search-words-hint = Enw, lle neu wasanaeth
search-service = Y gwasanaeth y mae arnoch angen help ag ef
search-any-service = Unrhyw wasanaeth

results-heading = Help ger { $place }
results-heading-everywhere = Pawb sy'n gallu helpu
results-count = { $n ->
    [zero] Dim canlyniadau
    [one] 1 canlyniad
    [two] 2 ganlyniad
    [few] 3 chanlyniad
    [many] 6 chanlyniad
   *[other] { $n } canlyniad
}
results-count-within = { $n ->
    [zero] Dim canlyniadau o fewn { $miles } milltir
    [one] 1 canlyniad o fewn { $miles } milltir
    [two] 2 ganlyniad o fewn { $miles } milltir
    [few] 3 chanlyniad o fewn { $miles } milltir
    [many] 6 chanlyniad o fewn { $miles } milltir
   *[other] { $n } canlyniad o fewn { $miles } milltir
}
results-sorted = Yr agosaf yn gyntaf
results-shown = Yn dangos { $from } i { $to } o { $n }
results-list = Canlyniadau

no-results-heading = Ni ddaethom o hyd i neb
no-results-further = Rhowch gynnig ar le ymhellach i ffwrdd.
no-results-fewer-filters = Tynnwch rai hidlyddion.
no-results-other-channels = Mae rhai pobl yn helpu dros y ffôn neu drwy sgwrs dros y we, ble bynnag yr ydych yn byw.

filters = Hidlyddion
filters-apply = Defnyddio'r hidlyddion
filters-clear = Clirio'r hidlyddion
filters-chosen = { $n ->
    [zero] Dim hidlyddion wedi'u dewis
    [one] 1 hidlydd wedi'i ddewis
    [two] 2 hidlydd wedi'u dewis
    [few] 3 hidlydd wedi'u dewis
    [many] 6 hidlydd wedi'u dewis
   *[other] { $n } hidlydd wedi'u dewis
}
filter-remove = Tynnu { $filter }
filter-channel = Sut yr ydych yn cael help
filter-language = Iaith
filter-facility = Mynediad a chyfleusterau
filter-open = Oriau agor
filter-open-now = Ar agor nawr
filter-cost = Cost
filter-count = { $value } ({ $n })

page-previous = Tudalen flaenorol
page-next = Tudalen nesaf
page-first = Tudalen gyntaf
pages = Tudalennau
page-number = Tudalen { $n }

postcode-incomplete = Defnyddiwyd canol { $area }. Rhowch god post llawn i gael pellteroedd o'ch drws
filter-unknown = Nid ydym yn adnabod yr hidlydd “{ $value }”
distance-wrong = Dewiswch ba mor bell i ffwrdd o'r rhestr
