nav-keys = API keys
keys-sub = Programs use a key to reach the API. Each has its own scopes and limit.
keys-new = Issue a key
keys-new-title = Issue an API key
keys-new-sub = You see the key once, on the next page. Have the place ready where it will be kept.
keys-new-go = Issue key
keys-field-name = Name
keys-field-scopes = Scopes
keys-field-status = Status
keys-field-last-used = Last used
keys-field-expires = Last day
keys-field-rate = Calls per hour
keys-field-networks = Allowed networks
keys-field-acts = Actions
keys-field-reason = Reason
keys-hint-name = The program and where it runs, such as Product, production
keys-hint-expires = The key works until the end of this day
keys-hint-rate = 1,000 is usual; up to 100,000 for keys that send usage. A batch counts as one call
keys-hint-networks = One per line, such as 203.0.113.0/24. Left empty, the key works wherever the console does
keys-hint-reason = Kept in the audit log
keys-scope-usage-write = Send usage
keys-scope-usage-write-text = Send events about what tenants use.
keys-scope-tenants-read = Read tenants
keys-scope-tenants-read-text = Read the register, with names and contact details.
keys-scope-tenants-write = Create tenants
keys-scope-tenants-write-text = Create tenants, as on the page.
keys-status-active = Active
keys-status-ending = Ends soon
keys-status-unused = Unused for 90 days
keys-status-expired = Expired
keys-status-revoked = Revoked
keys-never-used = Never
keys-no-end = No end
keys-per-hour =
    { $count ->
        [one] One an hour
       *[other] { $shown } an hour
    }
keys-calls =
    { $count ->
        [one] One call in 24 hours
       *[other] { $shown } calls in 24 hours
    }
keys-empty-title = No keys yet
keys-empty-text = Issue a key for each program that uses the API, so that each can be revoked by itself.
keys-issued-title = Key issued: { $name }
keys-issued-once-title = Copy the key now
keys-issued-once-text = It is not shown again, and nobody can look it up. If it is lost, revoke it and issue another.
keys-issued-copy = Copy key
keys-issued-back = I have saved it
keys-revoke = Revoke
keys-revocation-title = Revoke { $name }?
keys-revocation-effect = Every call with this key is refused from now on.
keys-revocation-final = A revoked key cannot be brought back. Issue another in its place first, if the program goes on.
keys-revocation-in-use =
    { $count ->
        [one] The key is in use: one call in the last 24 hours.
       *[other] The key is in use: { $shown } calls in the last 24 hours.
    }
keys-revocation-deed = Revoke { $name }
keys-revoked-done = { $name } has been revoked.
keys-revoked-already = This key was revoked before.
keys-error-name-missing = Enter a name of at least two characters
keys-error-name-long = Use at most 120 characters for the name
keys-error-name-taken = Another key in use has this name
keys-error-scopes = Choose at least one scope
keys-error-rate = Enter a whole number of calls per hour
keys-error-rate-usage = Only keys that send usage may have more than 1,000 calls per hour
keys-error-rate-high = Enter at most 100,000 calls per hour
keys-error-networks-many = Enter at most 20 networks
keys-error-end = Enter a day
keys-error-end-past = Enter today or a later day
keys-error-reason-missing = Enter a reason
keys-error-reason-long = Use at most 500 characters for the reason

nav-reference = API reference
reference-sub = Drawn from the document that the API itself serves (OpenAPI { $version }).
reference-document = OpenAPI document
reference-parameters = Parameters
reference-body = Body:
reference-answers = Answers
reference-shapes = Shapes
reference-problems = Problems
reference-problems-text = Every error is a document with type, title, status, detail, the call's id and, where fields were refused, each of them.
reference-problem-status = Status
reference-field-name = Name
reference-field-kind = Kind
reference-field-text = Meaning
reference-required = Required

permission-area-developers = Developers
permission-developers-read = View API keys
permission-developers-read-text = See which programs have keys, what they may do and when they were used; read the API reference.
permission-developers-manage = Manage API keys
permission-developers-manage-text = Issue and revoke keys with which programs use the API.

action-api-key-issued = Issued an API key
action-api-key-revoked = Revoked an API key
action-api-key-refused = Was refused a call of the API
audit-kind-api-key = API keys
audit-of-scopes = Scopes
audit-of-rate = Calls per hour
audit-of-networks = Allowed networks
audit-of-expires-at = Expires
audit-reason-revoked-key = The key was revoked
audit-reason-expired-key = The key has expired
audit-reason-network-not-allowed = From a network that is not allowed
