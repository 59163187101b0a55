# What every page has around its content.

skip-to-content = Skip to main content
menu = Menu
service-information = Service information
language-label = Language
language-this = English
back = Back
way-back = Way back
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
phase-alpha = Alpha
phase-beta = Beta
phase-new = This is a new service.
phase-feedback = Tell us what you think of it
crown-copyright = © Crown copyright
preview = Preview
preview-text = This is how the directory will look. Only people who keep it can see this page.
preview-partly = What it lists is shown in part.
preview-back = Back to the directory
preview-sends-nothing = This is a preview, so nothing was sent.
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

count-characters-limit = You can enter up to { $count } characters
count-characters-left = { $n ->
    [one] You have { $count } character remaining
   *[other] You have { $count } characters remaining
}
count-characters-at-limit = You have 0 characters remaining
count-characters-over = { $n ->
    [one] You have { $count } character too many
   *[other] You have { $count } characters too many
}
count-words-limit = You can enter up to { $count } words
count-words-left = { $n ->
    [one] You have { $count } word remaining
   *[other] You have { $count } words remaining
}
count-words-at-limit = You have 0 words remaining
count-words-over = { $n ->
    [one] You have { $count } word too many
   *[other] You have { $count } words too many
}

password-show = Show
password-hide = Hide
password-show-label = Show password
password-hide-label = Hide password
password-is-shown = Your password is visible
password-is-hidden = Your password is hidden
