# Searching a directory.

search-heading = Find help near you
search-button = Find help
search-again = Search again
search-within = How far away
search-within-miles = { $miles ->
    [one] Within 1 mile
   *[other] Within { $miles } miles
}
search-any-distance = Any distance
search-words = Words to look for
search-words-hint = A name, a place or a service
search-service = Service you need help with
search-any-service = Any service

results-heading = Help near { $place }
results-heading-everywhere = Everyone who can help
results-count = { $n ->
    [0] No results
    [one] 1 result
   *[other] { $n } results
}
results-count-within = { $n ->
    [0] No results within { $miles } miles
    [one] 1 result within { $miles } miles
   *[other] { $n } results within { $miles } miles
}
results-sorted = Nearest first
results-shown = Showing { $from } to { $to } of { $n }
results-list = Results

no-results-heading = We did not find anyone
no-results-further = Try a place further away.
no-results-fewer-filters = Remove some filters.
no-results-other-channels = Some people help by telephone or web chat, wherever you live.

filters = Filters
filters-apply = Apply filters
filters-clear = Clear filters
filters-chosen = { $n ->
    [0] No filters chosen
    [one] 1 filter chosen
   *[other] { $n } filters chosen
}
filter-remove = Remove { $filter }
filter-channel = How you get help
filter-language = Language
filter-facility = Access and facilities
filter-open = Opening hours
filter-open-now = Open now
filter-cost = Cost
filter-count = { $value } ({ $n })

page-previous = Previous page
page-next = Next page
page-first = First page
pages = Pages
page-number = Page { $n }

postcode-incomplete = We used the middle of { $area }. Enter a full postcode for distances from your door
filter-unknown = We do not know the filter “{ $value }”
distance-wrong = Choose how far away from the list
