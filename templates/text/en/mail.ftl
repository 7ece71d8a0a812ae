mail-brand = CleanMateX
mail-footer = Sent by CleanMateX HQ Console. If this email was not meant for you, tell your platform administrator.
mail-invitation-subject = Your account on HQ Console
mail-invitation-body =
    Hello { $name },

    You have been given an account on HQ Console. Open the link to choose a password and set up two-factor authentication. The link works once, within seven days.
mail-invitation-action = Set up your account
mail-reset-subject = Set up your HQ Console account again
mail-reset-body =
    Hello { $name },

    A colleague has reset your password and two-factor authentication. All your sessions have ended. Open the link to set up your account again. The link works once, within seven days.
mail-reset-action = Set up your account
mail-new-device-subject = New sign-in to your HQ Console account
mail-new-device-body =
    Hello { $name },

    Your account was signed in to from a device we have not seen before.

    Time: { $time } (Muscat)

    IP address: { $address }

    Browser: { $browser }

    If this was not you, tell a super admin immediately.
mail-failures-before-subject = Failed attempts before a sign-in
mail-failures-before-body =
    Hello { $name },

    Your account was signed in to after { $failures } failed attempts.

    Time: { $time } (Muscat)

    IP address: { $address }

    Browser: { $browser }

    If this was not you, tell a super admin immediately.
mail-factor-changed-subject = Your HQ Console sign-in details were changed
mail-factor-changed-body =
    Hello { $name },

    { $what }

    If this was not you, tell a super admin immediately.
