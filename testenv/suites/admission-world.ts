import { type Diagnostic, type Settings, unsaid } from '../../src/compiler/index.ts';
import type { JsonObject } from '../../src/json/json.ts';
import { type AdmissionOptions, admissionPolicies } from '../../src/operator/admission/policies.ts';
import type { KubeObject } from '../api.ts';
import type { ControlPlane } from '../control-plane.ts';
import { until } from './operator-harness.ts';

const RULES = '/apis/hevlayer.com/v1alpha1/infrarules/default';
const API = 'admissionregistration.k8s.io/v1';
const PROBE = 'layerc-test-probe';

/** Policies in a cluster, and InfraRules that all its policies know of. */
export class AdmissionWorld {
  readonly #cluster: ControlPlane;
  #rules = '';

  constructor(cluster: ControlPlane) {
    this.#cluster = cluster;
  }

  /** A policy on ConfigMaps that tells which InfraRules the policies read: they come to them some time after the write. */
  async watchParameter(): Promise<void> {
    const { client } = this.#cluster;
    await client.apply({
      apiVersion: API,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: PROBE },
      spec: {
        paramKind: { apiVersion: 'hevlayer.com/v1alpha1', kind: 'InfraRules' },
        matchConstraints: {
          resourceRules: [
            { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] },
          ],
        },
        validations: [{ expression: 'object.data.version == params.metadata.resourceVersion' }],
      },
    });
    await client.apply({
      apiVersion: API,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: PROBE },
      spec: {
        policyName: PROBE,
        paramRef: { name: 'default', parameterNotFoundAction: 'Allow' },
        validationActions: ['Deny'],
        matchResources: { objectSelector: { matchLabels: { [PROBE]: 'true' } } },
      },
    });
  }

  /** Whether a ConfigMap is taken: one of a version that is that of the parameter, and any where there is none. */
  async #takes(version: string): Promise<boolean> {
    const { status } = await this.#cluster.client.request(
      'POST',
      '/api/v1/namespaces/default/configmaps?dryRun=All',
      {
        body: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: PROBE, labels: { [PROBE]: 'true' } },
          data: { version },
        },
      },
    );
    return status === 201;
  }

  /** The one InfraRules/default, or none. */
  async setRules(rules: JsonObject | undefined): Promise<void> {
    const { client } = this.#cluster;
    if (this.#rules === JSON.stringify(rules)) return;
    this.#rules = JSON.stringify(rules);
    if ((await client.request('DELETE', RULES)).status !== 404)
      await until('they are gone', async () => (await client.request('GET', RULES)).status === 404);
    await until('the policies know of no InfraRules', () => this.#takes('none'));
    if (rules === undefined) return;
    const { metadata } = await client.create(rules as unknown as KubeObject);
    const resourceVersion = String(metadata.resourceVersion);
    await until('the policies know of the InfraRules', async () => {
      const [own, other] = [await this.#takes(resourceVersion), await this.#takes('none')];
      return own && !other;
    });
  }

  /** What `layerc manifests` prints, in force. */
  async install(options: Partial<AdmissionOptions> & { readonly settings: Settings }): Promise<void> {
    const wanted = admissionPolicies({ mode: 'deny', watchNamespace: null, stockPools: false, ...options });
    for (const one of wanted) await this.#cluster.client.apply(one as unknown as KubeObject, { force: true });
    // What another mode had, this one may not have.
    const names = new Set(wanted.map(({ metadata }) => (metadata as JsonObject).name));
    for (const plural of ['validatingadmissionpolicybindings', 'validatingadmissionpolicies']) {
      const { items } = await this.#cluster.client.get<{ items: KubeObject[] }>(`/apis/${API}/${plural}`);
      for (const { metadata } of items)
        if (metadata.name !== PROBE && !names.has(metadata.name))
          await this.#cluster.client.request('DELETE', `/apis/${API}/${plural}/${metadata.name}`);
    }
  }
}

/** What a policy says of a diagnostic. */
export function wordsOf(diagnostic: Diagnostic): string {
  const { code, message, hint } = diagnostic;
  const allowed = unsaid(diagnostic);
  return `${code}: ${message}${allowed === undefined ? '' : ` Allowed: ${allowed}.`} ${hint}`;
}

/** What the policies say in a refusal or in warnings, without what the server puts before it. */
export function saidByPolicies(texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const [, words] =
      /ValidatingAdmissionPolicy '[^']*' with binding '[^']*'(?: denied request)?: (.*)/s.exec(text) ?? [];
    return words === undefined ? [] : [words];
  });
}

/** Whether both say the same: a hint that guesses what was meant is beyond a policy, which has the one of the table. */
export function saySame(policy: string, diagnostic: Diagnostic): boolean {
  const words = wordsOf(diagnostic);
  // Of many long warnings a server shows the beginnings.
  if (policy.length > 100 && words.startsWith(policy)) return true;
  const isGuess = /^(?:Did you mean|Write ")/.test(diagnostic.hint);
  return policy === words || (isGuess && policy.startsWith(words.slice(0, -diagnostic.hint.length)));
}
