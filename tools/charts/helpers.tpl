
{{/* What the values are where nothing is said of them: "helm upgrade --reuse-values" keeps those of an older chart. */}}
{{- define "layerc.defaults" -}}
DEFAULTS
{{- end -}}

{{/* The values over those, as JSON. An empty text is as good as none. */}}
{{- define "layerc.values" -}}
{{- $values := include "layerc.defaults" . | fromJson -}}
{{- $sections := list "image" "settings" "podMonitor" "prometheusRule" "networkPolicy" "podDisruptionBudget" "rbac" -}}
{{- range $name := keys $values | sortAlpha -}}
  {{- $given := index $.Values $name -}}
  {{- if and (has $name $sections) (kindIs "map" $given) -}}
    {{- range $key, $value := $given -}}
      {{- if not (or (kindIs "invalid" $value) (and (kindIs "string" $value) (not $value))) -}}
        {{- $_ := set (index $values $name) $key $value -}}
      {{- end -}}
    {{- end -}}
  {{- else if not (kindIs "invalid" $given) -}}
    {{- $_ := set $values $name $given -}}
  {{- end -}}
{{- end -}}
{{- range $key, $_ := $values.labels -}}
  {{- if hasPrefix "rbac.authorization.k8s.io/" $key -}}
    {{- fail (printf "labels: %s would give the rights of the operator to others" (quote $key)) -}}
  {{- end -}}
{{- end -}}
{{- range $name := list "gatewayBaseUrl" "metricsServer" -}}
  {{- if contains "@" (index $values.settings $name) -}}
    {{- fail (printf "settings.%s holds a user name or password, which would stand in pods and ScaledObjects for all to read; put the API key into the Secret of settings.gatewaySecretName" $name) -}}
  {{- end -}}
{{- end -}}
{{- if ne (toString $values.admission) "off" -}}
  {{- range $name := concat (list $values.settings.gatewaySecretName) $values.settings.propagateLabels $values.settings.propagateAnnotations -}}
    {{- if not (regexMatch "^[-A-Za-z0-9_./]+$" $name) -}}
      {{- fail (printf "settings: %s is the name of no Secret, label or annotation" (quote $name)) -}}
    {{- end -}}
  {{- end -}}
{{- end -}}
{{- toJson $values -}}
{{- end -}}

{{/* A value as the text of a variable: lists with commas, and a number by its digits, not as 1e+06. */}}
{{- define "layerc.text" -}}
{{- if kindIs "string" . }}{{ toJson . }}{{ else if kindIs "slice" . }}{{ join "," . | toJson }}{{ else }}{{ toJson . | toJson }}{{ end }}
{{- end -}}

{{/* The reference of the image; takes the context and the image of the values. */}}
{{- define "layerc.image" -}}
{{- $context := index . 0 -}}
{{- $image := index . 1 -}}
{{- $repository := required "image.repository is missing: nobody publishes an image of the operator; build it with the Containerfile, push it where your cluster can pull it, and give its name" $image.repository -}}
{{- $tag := $image.tag | default (not $image.digest | ternary $context.Chart.AppVersion "") -}}
{{- $repository }}{{ with $tag }}:{{ . }}{{ end }}{{ with $image.digest }}@{{ . }}{{ end }}
{{- end -}}
