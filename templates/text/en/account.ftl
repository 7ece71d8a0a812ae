account-tabs = Parts of your account
account-profile = Profile
account-password = Password
account-factors = Second factor
account-sessions = Sessions

account-section-you = You
account-section-you-hint = How colleagues see you. Your e-mail and roles are set by whoever manages staff.
account-section-reading = Language
account-section-reading-hint = For the console and for mail to you.
account-section-look = Look and keys
account-section-look-hint = Takes effect on the next page, on every device.
account-field-language = Language
account-field-digits = Digits
account-hint-digits = In figures, dates and times
account-digits-latin = 1,234
account-digits-arabic = ١٬٢٣٤
account-field-theme = Theme
account-theme-system = As the device
account-theme-light = Light
account-theme-dark = Dark
account-field-density = Density
account-density-comfortable = Comfortable
account-density-compact = Compact
account-field-shortcuts = Keyboard shortcuts
account-hint-shortcuts = Single keys such as / to search and g t to go to tenants. Switch them off if they get in the way of a screen reader or speech input.
account-error-choice = Choose one of the values offered
account-profile-done = Your profile has been saved.

account-password-text = All your other sessions end when the password changes, and you get a mail about it.
account-field-current = Current password
account-password-go = Change the password
account-password-done = Your password has been changed. Your other sessions have ended.
account-error-current-missing = Enter your current password
account-error-current-wrong = The current password is not right
account-error-password-same = This is your current password. Choose another one

account-authenticator-since = Set up
account-authenticator-used = Last used
account-authenticator-text = An app on your phone that shows a new code every thirty seconds. Set it up again when you change phones, or when somebody may have seen its key.
account-authenticator-again = Set up again
account-authenticator-title = Set up your authenticator again
account-authenticator-effect = The old authenticator stops working, and your other sessions end.
account-authenticator-go = Replace the authenticator
account-authenticator-done = The new authenticator is in use. Your other sessions have ended.
account-error-seed-old = This code was shown more than thirty minutes ago. Scan the new one
account-codes-left = Unused
account-codes-text = Each gets you in once when your phone is not at hand.
account-codes-again = Make new codes
account-codes-title = Make new recovery codes?
account-codes-effect = All codes you have now stop working.
account-codes-go = Make ten new codes

account-sessions-text = Where you are signed in. A session ends by itself after 30 minutes without use, and 12 hours after sign-in.
account-sessions-end = End all others
account-sessions-no-others = You are not signed in anywhere else.
account-sessions-ended-done =
    { $count ->
        [one] One other session has ended.
       *[other] { $count } other sessions have ended.
    }
account-session-this = This one
account-session-own = This is the session you are in. Sign out to end it.

mail-what-password = the password of your account was changed. All other sessions have ended.
mail-what-authenticator = another authenticator was set up for your account. The old one does not work any more, and all other sessions have ended.
mail-what-recovery-codes = new recovery codes were made for your account. The old ones do not work any more.

action-account-edited = Changed their own profile
action-account-password-changed = Changed their own password
action-account-authenticator-changed = Set up another authenticator
action-account-recovery-codes-renewed = Made new recovery codes
action-account-session-ended = Ended one of their own sessions
action-account-sessions-ended = Ended their own other sessions
