import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CONTROLS, podSecurityFindings } from '../../src/compiler/security/pod-security.ts';
import type { JsonObject } from '../../src/json/json.ts';
import { CRDS } from '../../src/schema/crds.generated.ts';
import { printYaml } from '../../src/text/yaml/print.ts';
import { type ControlPlane, startControlPlane } from '../control-plane.ts';
import { clusterSuite } from '../suite.ts';
import { securityVariants } from './pod-security-variants.ts';
import { mergedDeployment, podOf, violations } from './pod-verdict.ts';
import { RawClient } from './raw.ts';

const COUNT = Number(process.env.LAYERC_POD_SECURITY_VARIANTS ?? 800);
const SEED = Number(process.env.LAYERC_POD_SEED ?? 1);

const LEVELS = ['baseline', 'restricted'] as const;
type Enforced = (typeof LEVELS)[number];

clusterSuite('pod security', ['etcd', 'kube-apiserver', 'kubectl'], () => {
  let cluster: ControlPlane;
  let raw: RawClient;
  let namespaces: { readonly [level in Enforced]: string };

  beforeAll(async () => {
    cluster = await startControlPlane();
    raw = new RawClient(cluster.kubeconfig);
    namespaces = { baseline: await enforced('baseline'), restricted: await enforced('restricted') };
  }, 120_000);

  afterAll(async () => {
    raw?.close();
    await cluster?.stop();
  });

  /** A namespace in which the API server holds pods to a level. */
  async function enforced(level: Enforced): Promise<string> {
    const name = `enforce-${level}`;
    const labels = { 'pod-security.kubernetes.io/enforce': level };
    await cluster.client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
    // A pod without the service account of its namespace would be refused for that alone.
    await cluster.client.create({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: name },
    });
    return name;
  }

  test.each(LEVELS)(
    '%s is the same to layerc and to an API server',
    async (level) => {
      const variants = securityVariants(generator(SEED));
      const counts = { accepted: 0, refused: 0, invalid: 0 };
      const disputed: string[] = [];
      let left = COUNT;
      const next = async (): Promise<void> => {
        while (left-- > 0) {
          const podSpec = variants.next().value as JsonObject;
          const deployment = mergedDeployment(podSpec, namespaces[level], {}, level);
          if (deployment === null) throw new Error(`${JSON.stringify(podSpec)} is no patch`);
          const server = await serverSays(podOf(deployment), namespaces[level]);
          counts[server === null ? 'invalid' : server.length === 0 ? 'accepted' : 'refused'] += 1;
          if (server === null) continue;
          const layerc = violations(podSpec, namespaces[level], level);
          const controls = controlsBroken(deployment, level);
          // On the network of the node the server makes host ports of all ports, which a control of their own refuses.
          const expected = controls.includes('host namespaces') ? [...controls, 'hostPort'] : controls;
          const isSame =
            server.every((one) => expected.includes(one)) && controls.every((one) => server.includes(one));
          if (!isSame || (layerc.length === 0) !== (server.length === 0))
            disputed.push(`${JSON.stringify(podSpec)}\n  layerc: ${layerc.join('; ')}\n  server: ${server}`);
        }
      };
      await Promise.all(Array.from({ length: 8 }, next));
      expect(disputed.slice(0, 10).join('\n'), `${disputed.length} are disputed`).toBe('');
      expect(counts.accepted, JSON.stringify(counts)).toBeGreaterThan(COUNT * 0.1);
      expect(counts.refused, JSON.stringify(counts)).toBeGreaterThan(COUNT * 0.1);
    },
    300_000,
  );

  test('what layerc makes of itself keeps to either level', async () => {
    for (const level of LEVELS) {
      for (const dispatch of ['pull', 'push']) {
        const deployment = mergedDeployment({}, namespaces[level], { dispatch }, level);
        expect(await serverSays(podOf(deployment as never), namespaces[level])).toEqual([]);
      }
    }
  });

  test('annotations of AppArmor are the same too', async () => {
    const deployment = mergedDeployment({}, namespaces.baseline, {}, 'baseline');
    const pod = podOf(deployment as never) as { metadata: JsonObject; spec: JsonObject };
    const key = 'container.apparmor.security.beta.kubernetes.io/udf';
    for (const profile of ['', 'runtime/default', 'localhost/a', 'unconfined']) {
      const annotations = { [key]: profile };
      const server = await serverSays(
        { ...pod, metadata: { ...pod.metadata, annotations } },
        namespaces.baseline,
      );
      const layerc = podSecurityFindings(pod.spec, 'baseline', annotations);
      if (server !== null) expect([profile, layerc.length > 0]).toEqual([profile, server.length > 0]);
    }
  });

  test('under a CRD without its fields the defaults hold, and the commands of docs/security.md show it', async () => {
    const [asked = '', printed = ''] = readFileSync('docs/security.md', 'utf8')
      .split('\n')
      .filter((line) => /^kubectl (explain|get) infrarules/.test(line));
    const rules = (spec: JsonObject) => JSON.stringify({ ...INFRA_RULES, spec });
    const restricted = rules({ podSecurity: 'restricted', computePools: [{ ...POOL, allowedSecrets: [] }] });

    await install(infraRulesCrd(false));
    const refused = await shell('kubectl apply -f -', restricted);
    expect(refused.stderr).toContain('unknown field "spec.podSecurity"');
    const onServer = await shell('kubectl apply --server-side --validate=ignore -f -', restricted);
    expect(onServer.stderr).toContain('field not declared in schema');
    expect(await shell('kubectl apply --validate=ignore -f -', restricted)).toMatchObject({ status: 0 });
    expect(await shell(printed)).toMatchObject({ status: 0, stdout: '\n' });
    await vi.waitUntil(async () => (await shell('kubectl explain infrarules.spec')).status === 0);
    expect((await shell(asked)).stderr).toContain('field "podSecurity" does not exist');
    const { spec } = JSON.parse((await shell('kubectl get infrarules default -o json')).stdout);
    expect(spec.computePools).toEqual([POOL]);

    await install(infraRulesCrd(true));
    await vi.waitUntil(async () => (await shell(asked)).status === 0, { timeout: 20_000 });
    await shell('kubectl apply --server-side -f -', rules({ computePools: [POOL] }));
    expect((await shell(printed)).stdout).toBe('baseline\n');
    await shell('kubectl apply --server-side -f -', restricted);
    expect((await shell(printed)).stdout).toBe('restricted\n');
  }, 120_000);

  async function install(crd: JsonObject): Promise<void> {
    const { name } = crd.metadata as { name: string };
    await shell('kubectl apply --server-side -f -', JSON.stringify(crd));
    const isServed = async () => (await raw.send('GET', PATH)).status === 200;
    await shell(`kubectl wait --for=condition=Established --timeout=20s crd/${name}`);
    await vi.waitUntil(isServed, { timeout: 20_000 });
  }

  /** A command line of kubectl, as a person types it. */
  function shell(line: string, input?: string) {
    const words = line.match(/'[^']*'|\S+/g) ?? [];
    return cluster.kubectl(
      words.slice(1).map((word) => word.replaceAll("'", '')),
      input,
    );
  }

  /** The controls that the server names; null where it refuses the pod for something else. */
  async function serverSays(pod: JsonObject, namespace: string): Promise<string[] | null> {
    const { text, status } = await raw.send(
      'POST',
      `/api/v1/namespaces/${namespace}/pods?dryRun=All&fieldValidation=Strict`,
      { text: printYaml([pod as never]), type: 'application/yaml' },
    );
    if (status < 300) return [];
    const { message } = JSON.parse(text) as { message: string };
    const [, reasons] = /violates PodSecurity "[^"]*": (.*)$/s.exec(message) ?? [];
    return reasons === undefined ? null : reasonsOf(reasons);
  }
});

const PATH = '/apis/hevlayer.com/v1alpha1/infrarules';
const INFRA_RULES = {
  apiVersion: 'hevlayer.com/v1alpha1',
  kind: 'InfraRules',
  metadata: { name: 'default' },
};
const POOL = { name: 'cpu', kind: 'cpu', maxReplicasPerWorkload: 4 };

/** Our CRD of InfraRules, or what hev's is: the same without our fields. */
function infraRulesCrd(ours: boolean): JsonObject {
  const crd = CRDS.find(({ metadata }) => (metadata as JsonObject).name === 'infrarules.hevlayer.com');
  const text = JSON.stringify(crd, (key, value) =>
    !ours && ['podSecurity', 'allowedServiceAccounts', 'allowedSecrets'].includes(key) ? undefined : value,
  );
  return JSON.parse(text);
}

/** `privileged (container "a" must not ...), hostPort (...)` without the details. */
function reasonsOf(text: string): string[] {
  const bare = text.replace(/"[^"]*"/g, '').replace(/ \([^()]*\)/g, '');
  return bare.split(', ').map((reason) => reason.replace('AppArmor profiles', 'AppArmor profile'));
}

/** The controls of a level that a pod breaks, by the names that the server gives them. */
function controlsBroken(deployment: JsonObject, level: Enforced): string[] {
  const { spec } = podOf(deployment as never) as { spec: JsonObject };
  return CONTROLS[level].filter(({ check }) => check(spec, {}).length > 0).map(({ name }) => name);
}

/** mulberry32: numbers from 0 to 1, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
