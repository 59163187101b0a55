// What pages of a directory do besides, where there is script: every page is complete without it.
import './locate.js'
import './map.js'
import './shortlist.js'
