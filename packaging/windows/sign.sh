#!/usr/bin/env bash
# Signs programs, installers and MSI files in place, and checks the signature. Without a certificate it refuses.
#
# Usage: packaging/windows/sign.sh FILE...
#
# From the environment, one of:
#   TCDX_SIGN_PKCS12               a .p12 or .pfx file, with TCDX_SIGN_PASSWORD_FILE
#   TCDX_SIGN_PKCS11_MODULE        the library of a token, with TCDX_SIGN_KEY (pkcs11: address of the key), TCDX_SIGN_CERT
#                                  (PEM: the certificate and those between it and the root) and TCDX_SIGN_PASSWORD_FILE
#   TCDX_SIGN_THUMBPRINT           on Windows, with signtool: a certificate of the user's store (a token's is there too)
# and
#   TCDX_SIGN_TIMESTAMP            address of an RFC 3161 service: without its stamp a signature ends with the certificate.
#                                  "none" signs without, for tests alone
#   TCDX_SIGN_ROOT                 optional: PEM of the root to check against (else the system's)
# A password is read from its file by the tool that signs: it is never an argument.
set -euo pipefail

fail() {
    echo "packaging/windows/sign.sh: $1" >&2
    exit 3
}

[ $# -gt 0 ] || { echo "usage: packaging/windows/sign.sh FILE..." >&2; exit 2; }
for file in "$@"; do
    [ -f "$file" ] || fail "there is no file $file"
done
[ -n "${TCDX_SIGN_TIMESTAMP:-}" ] || fail 'TCDX_SIGN_TIMESTAMP is not set'

readable() {
    [ -n "${!1:-}" ] || fail "$1 is not set"
    [ -r "${!1}" ] || fail "$1 names no file that can be read"
}

if [ -n "${TCDX_SIGN_THUMBPRINT:-}" ]; then
    command -v signtool >/dev/null || fail 'signtool is missing'
    stamp=()
    [ "$TCDX_SIGN_TIMESTAMP" = none ] || stamp=(-tr "$TCDX_SIGN_TIMESTAMP" -td sha256)
    signtool sign -sha1 "$TCDX_SIGN_THUMBPRINT" -fd sha256 -d 'TCDX Desk' ${stamp[@]+"${stamp[@]}"} "$@"
    signtool verify -pa "$@"
    exit
fi

if [ -n "${TCDX_SIGN_PKCS12:-}" ]; then
    readable TCDX_SIGN_PKCS12
    readable TCDX_SIGN_PASSWORD_FILE
    key=(-pkcs12 "$TCDX_SIGN_PKCS12" -readpass "$TCDX_SIGN_PASSWORD_FILE")
elif [ -n "${TCDX_SIGN_PKCS11_MODULE:-}" ]; then
    readable TCDX_SIGN_PKCS11_MODULE
    readable TCDX_SIGN_CERT
    readable TCDX_SIGN_PASSWORD_FILE
    [ -n "${TCDX_SIGN_KEY:-}" ] || fail 'TCDX_SIGN_KEY is not set'
    key=(-pkcs11module "$TCDX_SIGN_PKCS11_MODULE" -key "$TCDX_SIGN_KEY" -certs "$TCDX_SIGN_CERT" -readpass "$TCDX_SIGN_PASSWORD_FILE")
else
    fail 'no certificate: set TCDX_SIGN_PKCS12, TCDX_SIGN_PKCS11_MODULE or TCDX_SIGN_THUMBPRINT'
fi
command -v osslsigncode >/dev/null || fail 'osslsigncode is missing'
stamp=()
[ "$TCDX_SIGN_TIMESTAMP" = none ] || stamp=(-ts "$TCDX_SIGN_TIMESTAMP")
check=()
[ -z "${TCDX_SIGN_ROOT:-}" ] || check=(-CAfile "$TCDX_SIGN_ROOT")
for file in "$@"; do
    signed=$file.signed
    rm -f "$signed"
    osslsigncode sign "${key[@]}" -h sha256 -n 'TCDX Desk' ${stamp[@]+"${stamp[@]}"} -in "$file" -out "$signed" >/dev/null || fail "$file could not be signed"
    osslsigncode verify ${check[@]+"${check[@]}"} -in "$signed" >/dev/null || {
        rm -f "$signed"
        fail "the signature of $file does not hold"
    }
    mv -f "$signed" "$file"
done
