# Cyfeiriadur o fewn tudalen ar wefan arall.

embed-new-tab = yn agor mewn tab newydd
embed-whole = Gweld y cyfeiriadur cyfan
embed-searching = Yn chwilio
embed-not-here = Ni all y dudalen hon ddangos y cyfeiriadur. Gallwch ei agor ar ei ben ei hun:
embed-unavailable = Ni ellir cyrraedd y cyfeiriadur ar hyn o bryd. Rhowch gynnig arall arni mewn eiliad
