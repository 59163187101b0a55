# Whole pages: errors, and what a public service has to say about itself.

not-found-heading = Page not found
not-found-text = If you typed the web address, check it is correct. If you pasted it, check you copied all of it.
gone-heading = This entry is no longer in the directory
gone-text = The people who gave this help may have stopped or moved. Search again to find others.
server-error-heading = Sorry, there is a problem with the service
server-error-text = Try again later. If you tell us about it, give us this number: { $request }
too-many-heading = Too many requests
too-many-text = Wait a minute, then try again.
paused-heading = This directory is not available for now
paused-text = Help is still there: contact the service that you need to use.
bad-request-heading = We did not understand that
stale-since = These results are from { $time }. Some may have changed since.

accessibility-heading = Accessibility statement
accessibility-scope = This statement is about the directory “{ $name }”.
accessibility-aim = We want everyone to be able to use it. You should be able to zoom to 400% without losing anything, use it with a keyboard or with your voice, and hear it through a screen reader. Every page works without script.
accessibility-standard = It is built and tested against the Web Content Accessibility Guidelines version 2.2, level AA.
accessibility-contact-heading = If something does not work for you
accessibility-contact = Write to { $email }. Tell us the page, what you wanted to do, and what you use. We answer within 5 working days.
accessibility-enforcement-heading = If you are not happy with our answer
accessibility-enforcement = Contact the Equality Advisory and Support Service or, in Northern Ireland, the Equality Commission for Northern Ireland.

cookies-heading = Cookies
cookies-none = This directory sets no cookies. Your postcode stays in the address of the page and is not kept.
cookies-session = When you sign in we set one cookie, which keeps you signed in. It goes when you sign out.

privacy-heading = Privacy
privacy-searches = We do not keep what you search for, and we do not know who you are.
privacy-reports = When you report a problem we keep what you write, and your email address if you give it, until the problem is solved and for { $months } months after that.
privacy-contact = Questions about your data: { $email }

about-heading = About this directory
about-free = All the help listed here is free.
about-checked = Everyone listed holds a quality mark: someone independent has checked that the help is good, safe and free.
about-signpost = The listings are kept in one place and shown by several directories.

front-heading = Find help to use government services online
front-text = Some people cannot use an online service alone. Near you, by telephone or by web chat, people guide them through it, free of charge.
front-directories = Directories
front-none = No directory is open yet.
front-work-heading = Give or buy support
front-work = Providers apply for the quality mark and for places on lots. Departments find and buy support.
front-sign-in = Sign in
front-register = Create an account
platform-accessibility-scope = This statement is about the pages of Signpost itself. Each directory has its own.
platform-cookies = Until you sign in, a page with a form sets one cookie, which proves that the form is ours. Another carries the message that something is done to the next page. None of them follows you.
platform-privacy-people = Of people who sign in we keep their name, email address and what they do here, as the record of decisions needs it. Of people who look for help we keep nothing.

mark-heading = Quality mark for assisted digital support
mark-lead = { $name } was judged against the published standard for assisted digital support.
mark-now = The mark now
mark-status-in_force = In force
mark-status-suspended = Suspended
mark-status-revoked = Taken away
mark-status-lapsed = Ended
mark-holder = Held by
mark-covers = Kinds of help
mark-places = Places
mark-places-all = All places of the holder
mark-places-all-but = All places of the holder but these
mark-from = From
mark-until = Until
mark-standard = Version of the standard
mark-renewal = Renewal
mark-renewal-pending = Asked for in time and being decided. Until then the mark counts.
mark-conditions = Conditions
mark-conditions-open = Some are still to be met
mark-replaced = See the mark that took its place
mark-unknown-heading = There is no such quality mark
mark-unknown-text = Check the address. A mark that was given keeps its page for ever, also after it has ended.
badge-heading = Assisted digital support
badge-until = Quality mark, until { $date }
badge-not = Not given by the national accreditation body
mark-check-heading = Show or check this mark
mark-check-text = The badge shows the mark as it is now. The credential is signed: anyone can check it without asking us, and see from its status lists whether the mark still counts.
mark-badge = Badge for the holder’s own site (SVG)
mark-credential = Verifiable credential (Open Badges 3.0)
mark-json = The same facts for programs (JSON)
