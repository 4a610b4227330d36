/** Where layerc and an API server differ on a pod. */

/** What each says: `accepted`, or why not. */
export type Verdict = { readonly layerc: string; readonly server: string };

/** A difference: told by what the one that refuses says. */
export type Difference = { readonly says: RegExp; readonly why: string };

/** layerc refuses, on purpose, what the server takes. */
const STRICTER: readonly Difference[] = [
  {
    says: /must be a whole number/,
    why: 'apply keeps the low bits of a number too large, and reads 1.0; create refuses both',
  },
  { says: / is null, but must be /, why: 'apply makes an empty text of it' },
  {
    says: /terminationGracePeriodSeconds is -?\d+, but must be 0 or more/,
    why: 'the server makes 1 of it, or takes centuries',
  },
  { says: /medium is /, why: 'the server takes any medium, the kubelet does not' },
  {
    says: / needs \w+, which is absent/,
    why: 'the document requires it; the server takes nothing for 0 or ""',
  },
  { says: /must be a quantity/, why: 'the server takes a lone "."' },
  {
    says: /stopSignal|clusterTrustBundle|podCertificate|podGroupName/,
    why: 'the server drops, unseen, what belongs to a feature that is off',
  },
  {
    says: /envFrom\S*\.name is /,
    why: 'the server takes "-" at the end of a name, which no object can have',
  },
  { says: /(image|reference) is .*, which /, why: 'the server takes any text for an image' },
  { says: / repeats .* of an earlier item/, why: 'the merge blends two items of one name in silence' },
  { says: /runAsUser is 0/, why: 'the kubelet does not start it' },
  { says: /removes the container udf/, why: 'there would be no worker' },
];

/** layerc leaves to the server what it cannot know, or what nobody runs into. */
const LAXER: readonly Difference[] = [
  { says: /seLinuxChangePolicy: Unsupported value/, why: 'a feature gate of the server' },
  {
    says: /no PriorityClass with name|RuntimeClass "[^"]*" not found|serviceaccount "[^"]*" not found/,
    why: 'it is about another object',
  },
  { says: /Overhead set without corresponding RuntimeClass/, why: 'it is about another object' },
  {
    says: /\.(awsElasticBlockStore|azureDisk|azureFile|cephfs|cinder|fc|flexVolume|flocker)\b/,
    why: 'volumes of plugins that are gone, or that few clusters have',
  },
  {
    says: /\.(gcePersistentDisk|persistentDisk|gitRepo|glusterfs|iscsi|photonPersistentDisk|portworxVolume|quobyte)\b/,
    why: 'volumes of plugins that are gone, or that few clusters have',
  },
  {
    says: /\.(rbd|scaleIO|storageos|vsphereVolume)\b/,
    why: 'volumes of plugins that are gone, or that few clusters have',
  },
];

/** What layerc accepts and should not. A row goes when layerc has learnt it: a test finds rows that no longer hold. */
export const OPEN: readonly Difference[] = [
  { says: /volumeClaimTemplate\.spec\S*: /, why: 'spec of a claim' },
  { says: /(projected|Projected).*conflicting duplicate paths/, why: 'two projections on one path' },
  { says: /spec\.overhead/, why: 'overhead of the pod' },
  { says: /limits\[[^\]]*\]: Invalid value: "1Ei": must be an integer/, why: 'a quintillion devices' },
  { says: /windowsOptions|hostProcess/, why: 'options for Windows' },
  { says: /sleep: Invalid value/, why: 'a sleep beyond 2^53 seconds' },
];

/** True where both say the same, or differ as they are meant to. */
export function isAgreed({ layerc, server }: Verdict): boolean {
  if ((layerc === 'accepted') === (server === 'accepted')) return true;
  return layerc === 'accepted' ? find(LAXER, server) !== undefined : find(STRICTER, layerc) !== undefined;
}

/** The open difference that a verdict shows. */
export function openDifference({ layerc, server }: Verdict): Difference | undefined {
  return layerc === 'accepted' ? find(OPEN, server) : undefined;
}

function find(differences: readonly Difference[], text: string): Difference | undefined {
  return differences.find(({ says }) => says.test(text));
}
