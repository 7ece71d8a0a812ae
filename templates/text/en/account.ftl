account-tabs = Account pages
account-profile = Profile
account-password = Password
account-factors = Two-factor authentication
account-sessions = Sessions

account-section-you = You
account-section-you-hint = Your name as colleagues see it. Your email and roles are set by whoever manages staff.
account-section-reading = Language
account-section-reading-hint = For the console and for emails to you.
account-section-look = Appearance and shortcuts
account-section-look-hint = Applies from the next page, on all your devices.
account-field-language = Language
account-field-digits = Digits
account-hint-digits = In numbers, dates and times
account-digits-latin = 1,234
account-digits-arabic = ١٬٢٣٤
account-field-theme = Theme
account-theme-system = Same as device
account-theme-light = Light
account-theme-dark = Dark
account-field-density = Density
account-density-comfortable = Comfortable
account-density-compact = Compact
account-field-shortcuts = Keyboard shortcuts
account-hint-shortcuts = Single keys such as / to search and g t to go to tenants. Turn them off if they interfere with a screen reader or speech input.
account-error-choice = Choose one of the options
account-profile-done = Your profile has been saved.

account-password-text = Changing your password ends all your other sessions. You will get an email about it.
account-field-current = Current password
account-password-go = Change password
account-password-done = Your password has been changed. Your other sessions have ended.
account-error-current-missing = Enter your current password
account-error-current-wrong = The current password is incorrect
account-error-password-same = This is already your password. Choose a different one

account-authenticator-since = Set up on
account-authenticator-used = Last used
account-authenticator-text = An app on your phone that shows a new code every 30 seconds. Set it up again when you change phones, or if somebody else may have seen its key.
account-authenticator-again = Set up again
account-authenticator-title = Set up your authenticator again
account-authenticator-effect = The current authenticator stops working, and your other sessions end.
account-authenticator-go = Replace authenticator
account-authenticator-done = The new authenticator is in use. Your other sessions have ended.
account-error-seed-old = This QR code was shown more than 30 minutes ago. Scan the new one
account-codes-left = Unused codes
account-codes-text = Each code lets you sign in once when you do not have your phone.
account-codes-again = Generate new codes
account-codes-title = Generate new recovery codes?
account-codes-effect = All your current recovery codes stop working.
account-codes-go = Generate ten codes

account-sessions-text = Devices you are signed in on. A session ends after 30 minutes of inactivity, and 12 hours after sign-in.
account-sessions-end = End all other sessions
account-sessions-no-others = You are not signed in anywhere else.
account-sessions-ended-done =
    { $count ->
        [one] One other session has ended.
       *[other] { $count } other sessions have ended.
    }
account-session-this = Current session
account-session-own = This is your current session. Sign out to end it.

mail-what-password = Your account password was changed. All other sessions have ended.
mail-what-authenticator = A new authenticator was set up for your account. The old one no longer works, and all other sessions have ended.
mail-what-recovery-codes = New recovery codes were generated for your account. The old ones no longer work.

action-account-edited = Edited their own profile
action-account-password-changed = Changed their own password
action-account-authenticator-changed = Replaced their authenticator
action-account-recovery-codes-renewed = Generated new recovery codes
action-account-session-ended = Ended one of their own sessions
action-account-sessions-ended = Ended all their other sessions
