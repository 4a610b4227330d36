#!/bin/sh
# Makes the Deployments of generated/ that are not in the cluster yet, with no worker, before they are applied for the
# first time: a Deployment whose file has no number begins with one worker, and on a GPU pool with a node for it. What is
# there already is left alone, whatever its number. Nothing of this is left behind: the autoscaler takes the number over.
set -eu
cd "$(dirname "$0")"

label='{{range $key, $value := .spec.selector.matchLabels}}{{$key}}: "{{$value}}"{{end}}'
first='{{with index .spec.template.spec.containers 0}}{name: "{{.name}}", image: "{{.image}}"}{{end}}'
deployment="{{if eq .kind \"Deployment\"}}{{if not .spec.replicas}}---
apiVersion: apps/v1
kind: Deployment
metadata: {name: \"{{.metadata.name}}\", namespace: \"{{.metadata.namespace}}\"}
spec:
  replicas: 0
  selector: {matchLabels: { $label }}
  template:
    metadata: {labels: { $label }}
    spec: {containers: [$first]}
{{end}}{{end}}"

deployments=$(kubectl kustomize generated | kubectl create --dry-run=client -f - -o go-template="$deployment")
[ -n "$deployments" ] || exit 0
# The manager has a name of its own: Flux takes over what managers called kubectl have, and would give the number up.
printf '%s' "$deployments" | kubectl create --field-manager=at-zero -f - 2>&1 | grep -v AlreadyExists || true
