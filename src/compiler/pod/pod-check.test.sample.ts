import type { JsonObject } from '../../json/json.ts';

/** A pod that uses as much of the API as one valid pod can. */
export const SAMPLE: JsonObject = {
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          {
            matchExpressions: [
              { key: 'kubernetes.io/arch', operator: 'In', values: ['amd64', 'arm64'] },
              { key: 'example.com/gen', operator: 'Gt', values: ['3'] },
              { key: 'spot', operator: 'DoesNotExist' },
            ],
            matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['node-1'] }],
          },
        ],
      },
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 50, preference: { matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] } },
      ],
    },
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 1,
          podAffinityTerm: {
            topologyKey: 'kubernetes.io/hostname',
            namespaces: ['layer'],
            labelSelector: {
              matchLabels: { app: 'udf' },
              matchExpressions: [{ key: 'tier', operator: 'Exists' }],
            },
          },
        },
      ],
    },
  },
  automountServiceAccountToken: false,
  containers: [
    {
      name: 'udf',
      image: 'ghcr.io/hev/tag:latest',
      command: ['python'],
      args: ['-m', 'worker'],
      workingDir: '/srv',
      env: [
        { name: 'PLAIN', value: 'text' },
        { name: 'EMPTY' },
        { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'LABEL', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: "metadata.labels['app']" } } },
        { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } } },
        { name: 'MAP', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a.b', optional: true } } },
        { name: 'SECRET', valueFrom: { secretKeyRef: { name: 'secret', key: 'token' } } },
      ],
      envFrom: [{ prefix: 'P_', configMapRef: { name: 'settings' } }, { secretRef: { name: 'secret' } }],
      imagePullPolicy: 'IfNotPresent',
      lifecycle: {
        preStop: { sleep: { seconds: 5 } },
        postStart: { exec: { command: ['true'] } },
        stopSignal: 'SIGTERM',
      },
      livenessProbe: { grpc: { port: 9000 }, successThreshold: 1, terminationGracePeriodSeconds: 10 },
      ports: [
        { name: 'http', containerPort: 8080 },
        { name: 'dns', containerPort: 8080, protocol: 'UDP' },
        { containerPort: 9000, hostPort: 9000, hostIP: '10.0.0.1' },
      ],
      readinessProbe: {
        httpGet: { path: '/ready', port: 'http', scheme: 'HTTP', httpHeaders: [{ name: 'X-A', value: 'b' }] },
        initialDelaySeconds: 0,
        periodSeconds: 5,
        successThreshold: 2,
      },
      resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }],
      resources: {
        claims: [{ name: 'gpu' }],
        limits: { memory: '1Gi', 'nvidia.com/gpu': 1, 'ephemeral-storage': '2e9' },
        requests: { cpu: '500m', memory: '1024Mi', 'nvidia.com/gpu': '1' },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        runAsUser: 1000,
        seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/udf.json' },
      },
      startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 30 },
      terminationMessagePolicy: 'FallbackToLogsOnError',
      volumeDevices: [{ name: 'block', devicePath: '/dev/xvda' }],
      volumeMounts: [
        { name: 'scratch', mountPath: '/tmp' },
        { name: 'settings', mountPath: '/etc/settings', readOnly: true, subPath: 'a/b' },
        { name: 'all', mountPath: '/all', subPathExpr: '$(POD)' },
      ],
    },
    {
      name: 'sidecar',
      image: 'proxy',
      ports: [{ name: 'http', containerPort: 80 }],
      restartPolicy: 'Always',
    },
  ],
  dnsConfig: {
    nameservers: ['10.0.0.10', 'fd00::1'],
    searches: ['svc.cluster.local'],
    options: [{ name: 'ndots' }],
  },
  dnsPolicy: 'None',
  enableServiceLinks: false,
  hostAliases: [{ ip: '127.0.0.1', hostnames: ['db.local'] }],
  imagePullSecrets: [{ name: 'registry' }],
  initContainers: [
    { name: 'fetch', image: 'curl', command: ['curl'] },
    { name: 'log', image: 'log', restartPolicy: 'Always', startupProbe: { exec: { command: ['true'] } } },
  ],
  nodeSelector: { 'karpenter.sh/nodepool': 'cpu', empty: '' },
  os: { name: 'linux' },
  preemptionPolicy: 'Never',
  priorityClassName: 'high',
  readinessGates: [{ conditionType: 'example.com/ready' }],
  resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'gpu-template' }],
  restartPolicy: 'Always',
  runtimeClassName: 'nvidia',
  schedulingGates: [{ name: 'example.com/gate' }],
  securityContext: {
    appArmorProfile: { type: 'RuntimeDefault' },
    fsGroup: 1000,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
    supplementalGroups: [1, 2],
    supplementalGroupsPolicy: 'Strict',
    sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }],
  },
  serviceAccountName: 'worker',
  terminationGracePeriodSeconds: 60,
  tolerations: [
    { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
    { key: 'spot', value: 'true', effect: 'NoExecute', tolerationSeconds: 30 },
    { operator: 'Exists' },
  ],
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      minDomains: 2,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { app: 'udf' } },
      matchLabelKeys: ['pod-template-hash'],
      nodeTaintsPolicy: 'Honor',
    },
    { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
  ],
  volumes: [
    { name: 'scratch', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } },
    {
      name: 'settings',
      configMap: { name: 'settings', defaultMode: 420, items: [{ key: 'k', path: 'a/b', mode: 0 }] },
    },
    { name: 'secret', secret: { secretName: 'secret', optional: false } },
    { name: 'block', persistentVolumeClaim: { claimName: 'data' } },
    { name: 'host', hostPath: { path: '/var/log', type: 'Directory' } },
    {
      name: 'all',
      projected: {
        defaultMode: 256,
        sources: [
          { secret: { name: 'secret', items: [{ key: 'k', path: 'p' }] } },
          { serviceAccountToken: { path: 'token', audience: 'vault', expirationSeconds: 3600 } },
          { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
        ],
      },
    },
    {
      name: 'cache',
      ephemeral: {
        volumeClaimTemplate: {
          metadata: { labels: { app: 'udf' } },
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: 'fast',
            volumeMode: 'Filesystem',
            resources: { requests: { storage: '10Gi' } },
          },
        },
      },
    },
    { name: 'nfs', nfs: { server: 'nfs.local', path: '/data' } },
    { name: 'csi', csi: { driver: 'csi.example.com', volumeAttributes: { a: 'b' } } },
    { name: 'model', image: { reference: 'ghcr.io/hev/model:1', pullPolicy: 'IfNotPresent' } },
  ],
};
