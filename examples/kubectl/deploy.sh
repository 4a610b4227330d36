#!/bin/sh
# Applies generated/ to the cluster of the current context, then removes what layerc has rendered before and renders no
# more. Not for a cluster in which somebody else, such as the operator, keeps objects of layerc.
set -eu
cd "$(dirname "$0")"

kinds=scaledobjects.keda.sh,triggerauthentications.keda.sh,services,deployments.apps
id='{{.kind}} {{.metadata.namespace}} {{.metadata.name}}{{"\n"}}'
ids="{{if eq .kind \"List\"}}{{range .items}}$id{{end}}{{else}}$id{{end}}"

wanted=
if ! grep -qx 'resources: \[\]' generated/kustomization.yaml; then
  ./at-zero.sh
  # Forced, since the autoscaler owns the replicas of a Deployment that is paused from now on.
  wanted=$(kubectl apply --server-side --force-conflicts -k generated -o go-template="$ids")
fi
live=$(kubectl get "$kinds" --all-namespaces -l app.kubernetes.io/managed-by=layerc -o go-template="$ids")
printf '%s\n' "$live" | grep -vxF -e "$wanted" | while read -r kind namespace name; do
  kubectl delete "$kind" "$name" --namespace "$namespace" --ignore-not-found
done
