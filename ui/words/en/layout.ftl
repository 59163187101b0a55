# What every page has around its content.

skip-to-content = Skip to main content
menu = Menu
service-information = Service information
language-label = Language
language-this = English
back = Back
breadcrumbs = Breadcrumb
sign-in = Sign in
sign-out = Sign out
support-links = Support links
error-title-prefix = Error:
error-prefix = Error
error-summary-title = There is a problem
important = Important
success = Success
warning = Warning
phase-beta = Beta
phase-beta-text = This is a new service.
powered-by = Listings by Signpost

link-accessibility = Accessibility statement
link-cookies = Cookies
link-privacy = Privacy
link-contact = Contact

save = Save
save-and-continue = Save and continue
continue = Continue
cancel = Cancel
change = Change
remove = Remove
yes = Yes
no = No
not-given = Not given
shown-in-english = This text is only available in English.

date-day = Day
date-month = Month
date-year = Year
