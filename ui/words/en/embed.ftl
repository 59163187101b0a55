# A directory within a page of another site.

embed-new-tab = opens in a new tab
embed-whole = See the whole directory
embed-searching = Searching
embed-not-here = This page cannot show the directory. You can open it by itself:
embed-unavailable = The directory cannot be reached just now. Try again in a moment
