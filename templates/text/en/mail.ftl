mail-brand = CleanMateX
mail-footer = Sent by the HQ Console of CleanMateX. If this was not meant for you, tell your platform administrator.
mail-invitation-subject = Your account on HQ Console
mail-invitation-body =
    Hello { $name },

    you have been given an account on HQ Console. Open the link to choose a password and set up your second factor. It works once, within seven days.
mail-invitation-action = Set up your account
mail-reset-subject = Set up your HQ Console account again
mail-reset-body =
    Hello { $name },

    a colleague has reset your password and second factor. All your sessions have ended. Open the link to start over. It works once, within seven days.
mail-reset-action = Set up your account
mail-new-device-subject = New device on your HQ Console account
mail-new-device-body =
    Hello { $name },

    your account was opened from a device we have not seen before.

    Time: { $time } (Muscat)

    Address: { $address }

    Browser: { $browser }

    If this was not you, tell a super admin at once.
mail-failures-before-subject = Failed attempts before a sign-in
mail-failures-before-body =
    Hello { $name },

    your account was opened after { $failures } failed attempts.

    Time: { $time } (Muscat)

    Address: { $address }

    Browser: { $browser }

    If this was not you, tell a super admin at once.
mail-factor-changed-subject = Your HQ Console sign-in was changed
mail-factor-changed-body =
    Hello { $name },

    { $what }

    If this was not you, tell a super admin at once.
