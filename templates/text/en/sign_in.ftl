login-title = Sign in
login-field-email = Work email
login-field-password = Password
login-go = Continue
login-forgotten = Cannot sign in? A colleague who manages staff can send you a new link.
login-demo-hint = Accounts and codes:
login-error-email-missing = Enter your work email
login-error-password-missing = Enter your password
login-error-wrong = The email or password is incorrect
login-error-wait =
    { $count ->
        [one] Too many attempts. Wait one second, then try again
       *[other] Too many attempts. Wait { $count } seconds, then try again
    }
login-oldest-ended = You were signed in on five other devices. The least recently used one has been signed out.

code-title = Confirm your identity
code-field = Code
code-hint = Six digits from your authenticator app, or one of your recovery codes
code-go = Sign in
code-back = Start over
code-error-missing = Enter the code
code-error-wrong = The code is incorrect. Wait for the next one and enter it
code-error-used = This code has already been used. Wait for the next one and enter it

invitation-title = Set your password
invitation-text = Welcome, { $name }. Choose a password first, then set up two-factor authentication.
invitation-field-password = New password
invitation-hint-password = At least 15 characters. A sentence you can remember works well.
invitation-go = Continue
invitation-gone-title = This link is no longer valid
invitation-gone-text = Links work once, within seven days. Ask the colleague who invited you for a new one.
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

enrol-title = Set up two-factor authentication
enrol-text = Scan this with an authenticator app, then enter the code it shows.
enrol-qr = QR code for your authenticator app
enrol-by-hand = No camera? Enter this key manually:
enrol-secret = Authenticator key
enrol-field-code = Code from the app
enrol-hint-code = Six digits
enrol-go = Confirm
enrol-error-wrong = The code does not match. Check your phone's clock and enter the latest code

codes-title = Your recovery codes
codes-caption = Ten codes, each valid for one sign-in
codes-text = Store them somewhere safe, away from your phone. They are shown only once.
codes-copy = Copy codes
codes-go = I have saved them. Continue

step-up-title = Confirm your identity
step-up-text = This action requires a new code. The confirmation is valid for five minutes.
step-up-go = Confirm
