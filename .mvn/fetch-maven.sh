#!/bin/sh
# Prints the path of an `mvn` from Maven Central; fetches it on first use. For hosts without Maven.
set -eu

version=3.9.11
sha512=bcfe4fe305c962ace56ac7b5fc7a08b87d5abd8b7e89027ab251069faebee516b0ded8961445d6d91ec1985dfe30f8153268843c89aa392733d1a3ec956c9978
url=https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/$version/apache-maven-$version-bin.tar.gz
wrapper=${MAVEN_USER_HOME:-$HOME/.m2}/wrapper
home=$wrapper/apache-maven-$version

die() {
    echo "fetch-maven: $*" >&2
    exit 1
}

if [ ! -x "$home/bin/mvn" ]; then
    mkdir -p "$wrapper"
    fetched=$(mktemp -d "$wrapper/fetch.XXXXXX")
    trap 'rm -rf "$fetched"' EXIT
    if command -v curl >/dev/null; then
        curl -fsSL -o "$fetched/maven.tar.gz" "$url" || die "can't fetch $url"
    elif command -v wget >/dev/null; then
        wget -q -O "$fetched/maven.tar.gz" "$url" || die "can't fetch $url"
    else
        die "neither curl nor wget is there; install Maven"
    fi
    if command -v sha512sum >/dev/null; then
        actual=$(sha512sum <"$fetched/maven.tar.gz")
    else
        actual=$(shasum -a 512 <"$fetched/maven.tar.gz")
    fi
    [ "${actual%% *}" = "$sha512" ] || die "the checksum of $url is wrong"
    tar -xzf "$fetched/maven.tar.gz" -C "$fetched"
    # another first use may have been faster: then its copy is as good
    mv "$fetched/apache-maven-$version" "$home" 2>/dev/null || [ -x "$home/bin/mvn" ] || die "can't write to $wrapper"
fi
echo "$home/bin/mvn"
