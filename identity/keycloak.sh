# Sourced by the checks: asks a running Keycloak as its operator, as a person in a browser, and as a program.
# Wants KEYCLOAK (its address), KEYCLOAK_OPERATOR, KEYCLOAK_OPERATOR_PASSWORD and work (a private directory). No secret
# is ever an argument of a command, where everybody on the machine could read it.
realm=$KEYCLOAK/realms/scapula
admin=$KEYCLOAK/admin/realms/scapula

random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# What curl is told by a file: a bearer token, or fields of a form.
bearer() { printf 'header = "Authorization: Bearer %s"\n' "$1"; }
form() { for field in "$@"; do printf 'data-urlencode = "%s"\n' "$field"; done; }

token() { jq -er .access_token; }

operator() {
    local token
    token=$(curl -fsS "$KEYCLOAK/realms/master/protocol/openid-connect/token" -K <(form grant_type=password client_id=admin-cli \
        "username=$KEYCLOAK_OPERATOR" "password=$KEYCLOAK_OPERATOR_PASSWORD") | token)
    curl -sS --fail-with-body -K <(bearer "$token") -H 'Content-Type: application/json' "$@"
}

# A person of a clinic, with a password that nobody has known before: person NAME ROLE CLINIC [PATIENT]
person() {
    random >"$work/password-of-$1"
    operator -o "$work/created" -D "$work/created-headers" "$admin/users" -d @<(jq -n --arg name "$1" --arg clinic "$3" \
        --arg patient "${4:-}" --rawfile password "$work/password-of-$1" '{username: $name, enabled: true,
            attributes: ({clinic: [$clinic]} + if $patient == "" then {} else {patient: [$patient]} end),
            credentials: [{type: "password", value: $password, temporary: false}]}')
    sed -n 's|^[Ll]ocation: .*/users/\([0-9a-f-]*\).*|\1|p' "$work/created-headers" >"$work/id-of-$1"
    operator "$admin/roles/$2" | jq '[.]' |
        operator "$admin/users/$(<"$work/id-of-$1")/role-mappings/realm" -d @-
}

# Authorization code with PKCE, as a browser does it; prints the answer of the token endpoint.
# login NAME CLIENT REDIRECT-URI SCOPES
login() {
    local verifier challenge page action code
    verifier=$(random)
    challenge=$(printf %s "$verifier" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=\n')
    rm -f "$work/cookies"
    page=$(curl -sS -c "$work/cookies" -G "$realm/protocol/openid-connect/auth" -d response_type=code -d state=x \
        -d "client_id=$2" --data-urlencode "redirect_uri=$3" --data-urlencode "scope=$4" \
        -d "code_challenge=$challenge" -d code_challenge_method=S256)
    action=$(sed -n 's/.*action="\([^"]*\)".*/\1/p' <<<"$page" | sed 's/&amp;/\&/g;q')
    [ -n "$action" ] || return 1
    code=$(curl -sS -b "$work/cookies" -o "$work/page" -w '%{redirect_url}' "$action" \
        -K <(form "username=$1" "password=$(<"$work/password-of-$1")") | sed -n 's/.*[?&]code=\([^&]*\).*/\1/p')
    [ -n "$code" ] || return 1
    curl -sS --fail-with-body "$realm/protocol/openid-connect/token" -K <(form grant_type=authorization_code "client_id=$2" \
        "redirect_uri=$3" "code=$code" "code_verifier=$verifier")
}

# Client credentials: program CLIENT SECRET SCOPES
program() {
    curl -sS --fail-with-body "$realm/protocol/openid-connect/token" -K <(form grant_type=client_credentials "client_id=$1" \
        "client_secret=$2" ${3:+"scope=$3"})
}

# The claims of a token on standard input.
claims() { jq -Rr 'split(".")[1] | gsub("-"; "+") | gsub("_"; "/") | @base64d | fromjson'; }
