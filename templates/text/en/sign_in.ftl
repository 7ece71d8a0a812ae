login-title = Sign in
login-field-email = Work e-mail
login-field-password = Password
login-go = Continue
login-forgotten = Locked out? A colleague who manages staff can send you a new link.
login-demo-hint = Accounts and codes:
login-error-email-missing = Enter your work e-mail
login-error-password-missing = Enter your password
login-error-wrong = The e-mail or the password is not right
login-error-wait =
    { $count ->
        [one] Too many attempts. Wait one second, then try again
       *[other] Too many attempts. Wait { $count } seconds, then try again
    }
login-oldest-ended = You were signed in on five other devices. The one used least recently has been signed out.

code-title = Confirm it is you
code-field = Code
code-hint = Six digits from your authenticator, or one of your recovery codes
code-go = Sign in
code-back = Start over
code-error-missing = Enter the code
code-error-wrong = The code is not right. Wait for the next one and enter it
code-error-used = This code has been used. Wait for the next one and enter it

invitation-title = Set your password
invitation-text = Welcome, { $name }. Choose a password; the second factor comes next.
invitation-field-password = New password
invitation-hint-password = At least 15 characters. A sentence you can remember works well.
invitation-go = Continue
invitation-gone-title = This link does not work any more
invitation-gone-text = Links work once and for seven days. Ask the colleague who invited you for a new one.
invitation-gone-go = Go to sign-in
password-error-short =
    { $count ->
        [one] Use at least one character
       *[other] Use at least { $count } characters
    }
password-error-long =
    { $count ->
        [one] Use at most one character
       *[other] Use at most { $count } characters
    }
password-error-common = This password is easy to guess. Add words that have nothing to do with you or the product

enrol-title = Set up your second factor
enrol-text = Scan this with an authenticator app, then enter the code it shows.
enrol-qr = QR code for your authenticator
enrol-by-hand = No camera? Enter this key by hand:
enrol-secret = Authenticator key
enrol-field-code = Code from the app
enrol-hint-code = Six digits
enrol-go = Confirm
enrol-error-wrong = The code does not match. Check the clock of your phone and enter the newest code

codes-title = Your recovery codes
codes-caption = Ten codes, each good for one sign-in
codes-text = Keep them where you would keep a passport. They are shown this once.
codes-copy = Copy the codes
codes-go = I have kept them. Continue

step-up-title = Confirm it is you
step-up-text = What you are about to do needs a fresh code. It counts for five minutes.
step-up-go = Confirm
