#!/bin/bash
# One step of azure-pipelines.yml, with the identity that the task AzureCLI@2 puts into servicePrincipalId, tenantId and idToken.
# Usage: azure-step.sh deploy FINGERPRINT | azure-step.sh STEP OPTION…   The stack is in STACK.
set -euo pipefail
umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

command -v pulumi >/dev/null || curl -fsSL https://get.pulumi.com | sh -s -- --version 3.259.0
export PATH="$PATH:$HOME/.pulumi/bin"

# The same token for both clouds: AWS reads it from a file.
printf '%s' "$idToken" >"$folder/token"
export AWS_WEB_IDENTITY_TOKEN_FILE="$folder/token"
export ARM_USE_OIDC=true ARM_CLIENT_ID="$servicePrincipalId" ARM_TENANT_ID="$tenantId" ARM_OIDC_TOKEN="$idToken"

pipeline() { node tools/cli/pipeline.mjs "$1" --stack "$STACK" "${@:2}"; }

if [ "$1" != deploy ]; then
    pipeline "$@"
    exit
fi
pipeline review --policy-pack policy --output "$folder" --save-plan "$folder/plan.json" --approved "$2" --format azure
pipeline standing --output "$folder/before.json"
code=0
# Its output contains text of others: no part of it may become a command for the agent.
pulumi up --stack "$STACK" --yes --skip-preview --non-interactive --plan "$folder/plan.json" 2>&1 | sed -u 's/##/# #/g' || code=$?
# Also after a failed deployment.
pipeline standing --before "$folder/before.json" || code=$?
exit "$code"
