/** Where layerc and an API server differ on a pod, and are meant to. */

/** What each says: `accepted`, or why not. */
export type Verdict = {
  readonly layerc: string;
  readonly server: string;
  readonly type?: string;
  readonly fields?: readonly string[];
};

type Difference = {
  readonly layerc?: RegExp;
  readonly server?: RegExp;
  readonly why: string;
};

const STRICTER: readonly Difference[] = [
  {
    layerc: /not a whole number/,
    why: 'apply keeps the lowest bits of a number too large, and reads 1.0; create refuses both',
  },
  { layerc: / is null, not /, why: 'apply makes an empty text of it' },
  {
    layerc: /terminationGracePeriodSeconds is -?\d+\./,
    why: 'the server makes 1 of a negative grace; one of centuries is a slip',
  },
  { layerc: /medium is /, why: 'the server takes any medium, the kubelet does not' },
  {
    layerc: / needs (seconds|value|lun|secretRef|path|keyType|signerName|preference|key), which is absent/,
    why: 'the document requires it',
  },
  { layerc: /not a quantity/, why: 'the server takes a lone "."' },
  {
    layerc: /stopSignal|clusterTrustBundle|podCertificate/,
    why: 'the server drops what its feature gates do not know',
  },
  {
    layerc: /envFrom.*name is /,
    why: 'the server takes a name with "-" at its end, which no object can have',
  },
  { layerc: /runAsUser is 0/, why: 'the kubelet refuses to start it' },
];

const LAXER: readonly Difference[] = [
  { server: /disallowed by cluster policy/, why: 'a flag of the server' },
  { server: /seLinuxChangePolicy: Unsupported value/, why: 'a feature gate of the server' },
  {
    server:
      /\.(awsElasticBlockStore|azureDisk|azureFile|cephfs|cinder|fc|flexVolume|flocker|gcePersistentDisk|gitRepo|glusterfs|iscsi|photonPersistentDisk|portworxVolume|quobyte|rbd|scaleIO|storageos|vsphereVolume)\b/,
    why: 'volumes of plugins that are gone, or that few clusters have',
  },
];

/** True where both say the same, or differ as they are meant to. */
export function isAgreed({ layerc, server }: Verdict): boolean {
  if ((layerc === 'accepted') === (server === 'accepted')) return true;
  return layerc === 'accepted'
    ? LAXER.some((difference) => difference.server?.test(server))
    : STRICTER.some((difference) => difference.layerc?.test(layerc));
}
