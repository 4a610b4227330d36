/** What the pages tell people to run, run. What is not run here is named below, with the reason. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandsOf, prepare, runShown } from './page.test-support.ts';

const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...markdownIn('docs')];

function markdownIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}

/** How a command begins, and why it is not run here. */
const NOT_RUN: readonly (readonly [start: string, reason: string])[] = [
  ['npm ci', 'this checkout was made so, and .ci/run begins with it'],
  ['npm test', 'it runs this test'],
  ['npm pack', 'tools/installed.test.ts packs and installs'],
  ['npm install --global', 'tools/installed.test.ts packs and installs'],
  ['npm run binary', 'it would replace binary/ while other tests use it; .ci/run begins with it'],
  ['npm run krew', 'tools/krew.test.ts runs it'],
  ['npx vitest run', 'it runs tests'],
  ['npm run build', 'it would replace dist/ while other tests use it'],
  ['export KUBECONFIG=...', 'it is a line to fill in'],
  ['npx node --inspect-brk', 'it waits for a debugger'],
  [
    'npx layerc render functions/ | kubectl apply',
    'a cluster: testenv/suites/gitops.cluster.test.ts applies',
  ],
  ['npx layerc render -f fixtures/example | kubectl', 'a cluster: testenv/cluster.test.ts'],
  ['npx layerc manifests', 'a cluster: testenv/suites/operator-install.cluster.test.ts'],
  ['layerc manifests', 'a cluster: testenv/suites/operator-install.cluster.test.ts'],
  ['npx layerc operator', 'a cluster: testenv/suites/operator-loop.cluster.test.ts'],
  ['npx layerc dev', "it needs a Python with hev's SDK: the tests of layerc dev"],
  ['layerc playground', 'it serves until it is ended: src/page/command.test.ts'],
  ['layerc gateway', 'a gateway; its words are held by the tests of the command'],
  ['layerc status', 'a cluster; its words are held by the tests of the command'],
  ['kubectl', 'a cluster: the suites of testenv/suites, for the tutorial tutorial.cluster.test.ts'],
  ['manager=', 'a name for the next lines'],
  ["names='", 'a template for the next lines'],
  ['kpt fn', 'src/cli/commands/krm.tools.test.ts runs it'],
  ['kustomize build', 'src/cli/commands/krm.tools.test.ts runs it'],
  ['exec layerc krm --stream', 'it is the whole of a plugin: src/cli/commands/krm.tools.test.ts'],
  ['helm', 'src/cli/commands/krm.tools.test.ts runs it'],
  ['podman', 'tools/image.test.ts builds the images'],
  ['base=', 'it asks for an image that is pulled: tools/image.test.ts has a base of its own'],
  ['script=deploy/argocd', 'a name for the next lines'],
  ['layerc render --gateway-pods', 'its dots stand for the inputs'],
  ['#!/bin/sh', 'it is the first line of a file'],
];

/** Exit codes other than 0, where a page says so or shows why. */
const EXIT: { readonly [command: string]: readonly number[] } = {
  'npx layerc validate -f fixtures/error-unknown-pool': [1],
  // Of the tutorial: with a mistake in it, and before the files are written again.
  'layerc validate functions': [0, 1],
  'layerc render --check': [0, 3],
  'layerc render -f examples/flux/functions --out-dir examples/flux/generated --check --gateway-secret-key worker-key':
    [3],
  'layerc diff --from main/functions --to functions': [3],
  'layerc diff --from old --from old-rules.yaml --to functions': [3],
  'layerc diff --from old --to new': [1],
  'npx layerc test examples/dev/functions examples/dev/failing-case.yaml': [1],
  'layerc diff --from ../before': [3],
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What a reader of the page has before its first command. */
function worldOf(page: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'layerc-page-')), 'here');
  folders.push(join(folder, '..'));
  prepare(folder);
  const put = (from: string, to: string) => cpSync(from, join(folder, to), { recursive: true });
  if (page === 'docs/tutorial.md') return folder;
  put('examples', 'examples');
  for (const name of ['example', 'error-unknown-pool']) put(`fixtures/${name}`, `fixtures/${name}`);
  if (page === 'README.md') return folder;
  put('examples/flux/functions', 'functions');
  put('examples/flux/functions', '../before');
  const other = readFileSync('examples/flux/functions/tag-products.yaml', 'utf8').replace(':1.4.0', ':1.3.0');
  writeFileSync(join(folder, '../before/tag-products.yaml'), other);
  put('examples/flux/functions', 'main/functions');
  writeFileSync(join(folder, 'main/functions/tag-products.yaml'), other);
  writeFileSync(join(folder, 'layerc.yaml'), 'inputs: [functions]\noutDir: generated\n');
  put('examples/flux/functions/infra-rules.yaml', 'old-rules.yaml');
  if (page === 'docs/diff.md') oldAndNew(folder);
  return folder;
}

/** The two states of the example of docs/diff.md. */
function oldAndNew(folder: string): void {
  const pool = (name: string, zone: string) =>
    `{name: ${name}, kind: ${name}, maxReplicasPerWorkload: 9, nodeSelector: {zone: ${zone}}, resources: {requests: {cpu: 1}}}`;
  const rules = (zone: string) => `apiVersion: hevlayer.com/v1alpha1
kind: InfraRules
metadata: {name: default}
spec: {computePools: [${pool('cpu', zone)}, ${pool('gpu', 'a')}]}
`;
  const fn = (name: string, on: string) => `apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata: {name: ${name}, namespace: shop}
spec:
  targetNamespaces: [products]
  version: v1
  worker: {image: "registry.example.com/worker:1"}
  scaling:
    pool: ${on}
    replicas: {max: 2}
`;
  for (const [side, zone, gpu] of [
    ['old', 'a', 'gpu'],
    ['new', 'b', 'gpux'],
  ] as const) {
    mkdirSync(join(folder, side));
    writeFileSync(join(folder, side, 'infra-rules.yaml'), rules(zone));
    for (const [name, on] of [
      ['tag', 'cpu'],
      ['price', 'cpu'],
      ['resize', gpu],
    ] as const) {
      writeFileSync(join(folder, side, `${name}.yaml`), fn(name, on));
    }
  }
}

const ALL = PAGES.flatMap(commandsOf);
const isRun = ({ command }: { readonly command: string }) =>
  !NOT_RUN.some(([start]) => command.startsWith(start));

describe.each(PAGES.filter((page) => commandsOf(page).some(isRun)))('%s', (page) => {
  it('says commands that work, and what they print', { timeout: 300_000 }, () => {
    const folder = worldOf(page);
    for (const shown of commandsOf(page).filter(isRun)) {
      const { status, stdout, all } = runShown(shown, folder);
      const codes = EXIT[shown.command] ?? [0];
      expect(codes, `${shown.command}\n${all}`).toContain(status);
      if (shown.output !== undefined) expect([stdout, all], shown.command).toContain(shown.output);
    }
  });
});

it('of the commands that are not run each is on a page, and has a reason', () => {
  for (const [start, reason] of NOT_RUN) {
    expect(
      ALL.some(({ command }) => command.startsWith(start)),
      start,
    ).toBe(true);
    expect(reason).not.toBe('');
  }
  expect(ALL.filter(isRun).length).toBeGreaterThan(30);
});
