/** `layerc krm` as kpt, kustomize, kubectl and Helm run it. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { kubectlSuite, suiteNeeding } from '../../../testenv/suite.ts';
import { run, SHELL_COMMAND } from '../run.test-support.ts';

const OTHER =
  '# A file of another kind\napiVersion: v1\nkind: ConfigMap # here\nmetadata:\n  name: other # and there\ndata:\n  a: "1" # one\n';

let folder: string;
let input: string;
let env: NodeJS.ProcessEnv;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerc-krm-'));
  const layerc = file('bin/layerc', `#!/bin/sh\nexec ${SHELL_COMMAND} "$@"\n`);
  chmodSync(layerc, 0o755);
  env = {
    PATH: `${dirname(layerc)}:${process.env.PATH}`,
    HOME: folder,
    HELM_DATA_HOME: join(folder, 'helm/data'),
    HELM_CONFIG_HOME: join(folder, 'helm/config'),
    HELM_CACHE_HOME: join(folder, 'helm/cache'),
    KUSTOMIZE_PLUGIN_HOME: join(folder, 'plugins'),
    KUBECONFIG: '/dev/null',
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  input = join(folder, 'input');
  rmSync(input, { recursive: true, force: true });
  cpSync('examples/krm', input, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function call(
  tool: string,
  args: readonly string[],
  stdin = '',
): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(tool, args, {
    input: stdin,
    encoding: 'utf8',
    env,
    cwd: folder,
  });
  return { status, stdout, stderr };
}

function works(tool: string, args: readonly string[], stdin = ''): string {
  const { status, stdout, stderr } = call(tool, args, stdin);
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

/** Objects by kind and name, without the annotations. */
function objects(yaml: string): unknown[] {
  return parseAllDocuments(yaml)
    .map((document) => document.toJS())
    .filter((object) => object !== null)
    .map(({ metadata: { annotations: _, ...metadata }, ...object }) => ({ ...object, metadata }))
    .sort((a, b) => (`${a.kind} ${a.metadata.name}` < `${b.kind} ${b.metadata.name}` ? -1 : 1));
}

async function rendered(...flags: string[]): Promise<unknown[]> {
  return objects(
    (
      await run([
        'render',
        '-f',
        'examples/krm/function.yaml',
        '-f',
        'examples/krm/infra-rules.yaml',
        ...flags,
      ])
    ).stdout,
  );
}

function generated(yaml: string): unknown[] {
  return objects(yaml).filter((object) => /apps|keda/.test((object as { apiVersion: string }).apiVersion));
}

function filesOf(path: string): Record<string, string> {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.yaml$/.test(name))
    .sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(path, name), 'utf8')]));
}

suiteNeeding('kpt', ['kpt'], (kpt) => {
  const OUTPUT = 'generated/layer/tag-products.yaml';
  const evaluate = (...more: string[]) => ['fn', 'eval', 'input', '--exec', 'layerc krm', ...more];

  beforeEach(() => {
    for (const name of ['kustomization.yaml', 'kustomizeconfig.yaml', 'layerc.yaml', 'layerc-krm'])
      rmSync(join(input, name));
    writeFileSync(join(input, 'other.yaml'), OTHER);
  });

  it('fn eval writes the objects of render, keeps the rest, and prunes', async () => {
    works(kpt, evaluate());
    const once = filesOf(input);
    expect(generated(once[OUTPUT] ?? '')).toEqual(await rendered());
    expect(once['other.yaml']).toBe(OTHER);
    works(kpt, evaluate());
    expect(filesOf(input)).toEqual(once);
    works(kpt, evaluate('--', 'gateway-base-url=http://g:9'));
    expect(generated(filesOf(input)[OUTPUT] ?? '')).toEqual(
      await rendered('--gateway-base-url', 'http://g:9'),
    );
    rmSync(join(input, 'function.yaml'));
    works(kpt, evaluate());
    expect(Object.keys(filesOf(input))).toEqual(['infra-rules.yaml', 'other.yaml']);
  });

  it('fn eval shows the results of a broken Function, and changes nothing', () => {
    works(kpt, evaluate());
    writeFileSync(
      join(input, 'function.yaml'),
      readFileSync(join(input, 'function.yaml'), 'utf8').replace('pool: cpu', 'pool: gpux'),
    );
    const before = filesOf(input);
    const { status, stderr } = call(kpt, evaluate());
    expect(status).not.toBe(0);
    expect(stderr).toContain(
      '[error] hevlayer.com/v1alpha1/Function/layer/tag-products spec.scaling.pool: spec.scaling.pool is "gpux", which',
    );
    expect(filesOf(input)).toEqual(before);
  });

  it('fn source and sink carry it through a pipe', async () => {
    const source = works(kpt, ['fn', 'source', 'input']);
    const { stdout } = await run(['krm'], { stdin: source });
    rmSync(join(folder, 'sink'), { recursive: true, force: true });
    works(kpt, ['fn', 'sink', 'sink'], stdout);
    const files = filesOf(join(folder, 'sink'));
    expect(files['other.yaml']).toBe(OTHER);
    expect(generated(files[OUTPUT] ?? '')).toEqual(await rendered());
  });
});

suiteNeeding('kustomize', ['kustomize'], (kustomize) => {
  const build = ['build', '--enable-alpha-plugins', '--enable-exec', 'input'];

  it('runs it as a transformer: examples/krm', async () => {
    expect(generated(works(kustomize, build))).toEqual(await rendered());
  });

  it('names the object of an error, and its file where kustomize tells it', () => {
    const path = join(input, 'function.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('pool: cpu', 'pool: cpux'));
    const error = 'error UnknownPool: spec.scaling.pool is "cpux"';
    expect(call(kustomize, build).stderr).toContain(`Function layer/tag-products ${error}`);
    const kustomization = join(input, 'kustomization.yaml');
    const text = readFileSync(kustomization, 'utf8');
    writeFileSync(kustomization, `${text}buildMetadata: [originAnnotations]\n`);
    expect(call(kustomize, build).stderr).toContain(`function.yaml ${error}`);
  });

  it('knows InfraRules by their name under namePrefix, and kustomize renames what the objects name', () => {
    writeFileSync(
      join(input, 'function.yaml'),
      readFileSync(join(input, 'function.yaml'), 'utf8').replace(
        / +timeoutSeconds: .*\n/,
        '    podSpec: {containers: [{name: udf, envFrom: [{configMapRef: {name: options}}]}]}\n',
      ),
    );
    writeFileSync(
      join(input, 'kustomization.yaml'),
      `${readFileSync(join(input, 'kustomization.yaml'), 'utf8')}namePrefix: dev-
namespace: team
images:
- {name: ghcr.io/hev/tag-products, newTag: "9"}
configMapGenerator:
- name: options
  literals: [a=b]
`,
    );
    const made = objects(works(kustomize, build)) as {
      readonly kind: string;
      readonly metadata: { readonly name: string };
      // biome-ignore lint/suspicious/noExplicitAny: any object of Kubernetes
      readonly spec: any;
    }[];
    const of = (kind: string) => made.find((object) => object.kind === kind);
    const [container] = of('Deployment')?.spec.template.spec.containers ?? [];
    expect(of('Deployment')?.metadata.name).toBe('dev-tag-products-worker');
    expect(of('ScaledObject')?.spec.scaleTargetRef.name).toBe('dev-tag-products-worker');
    expect(container.image).toBe('ghcr.io/hev/tag-products:9');
    expect(container.envFrom).toEqual([{ configMapRef: { name: of('ConfigMap')?.metadata.name } }]);
    expect(of('Function')?.spec.worker.podSpec.containers[0].envFrom).toEqual(container.envFrom);
  });

  it('runs it as a generator, whose Functions stand in its configuration', async () => {
    const items = ['function.yaml', 'infra-rules.yaml'].map(
      (name) => `- ${readFileSync(join(input, name), 'utf8').trimEnd().replaceAll('\n', '\n  ')}\n`,
    );
    writeFileSync(
      join(input, 'layerc.yaml'),
      `${readFileSync(join(input, 'layerc.yaml'), 'utf8')}items:\n${items.join('')}`,
    );
    writeFileSync(join(input, 'kustomization.yaml'), 'generators:\n- layerc.yaml\n');
    expect(objects(works(kustomize, build))).toEqual(await rendered());
  });

  it('fails with the message of an error', () => {
    writeFileSync(
      join(input, 'infra-rules.yaml'),
      readFileSync(join(input, 'infra-rules.yaml'), 'utf8').replace('name: cpu', 'name: gpus'),
    );
    const { status, stdout, stderr } = call(kustomize, build);
    expect({ status: status === 0, stdout }).toEqual({ status: false, stdout: '' });
    expect(stderr).toContain('error UnknownPool');
  });
});

kubectlSuite('kubectl kustomize', (kubectl) => {
  it('has no --enable-exec, and runs it as an exec plugin', async () => {
    chmodSync(
      file(
        'plugins/hevlayer.com/v1alpha1/layercconfig/LayercConfig',
        '#!/bin/sh\nexec layerc krm --stream\n',
      ),
      0o755,
    );
    const config = 'apiVersion: hevlayer.com/v1alpha1\nkind: LayercConfig\nmetadata: {name: layerc}\n';
    writeFileSync(join(input, 'layerc.yaml'), config);
    expect(generated(works(kubectl, ['kustomize', '--enable-alpha-plugins', 'input']))).toEqual(
      await rendered(),
    );
  });
});

suiteNeeding('helm', ['helm'], (helm) => {
  const args = ['template', 'release', 'chart', '--post-renderer', 'layerc'];

  beforeAll(() => {
    file('chart/Chart.yaml', 'apiVersion: v2\nname: demo\nversion: 0.1.0\n');
    cpSync('examples/krm/function.yaml', join(folder, 'chart/templates/function.yaml'));
    cpSync('examples/krm/infra-rules.yaml', join(folder, 'chart/templates/infra-rules.yaml'));
    file('chart/templates/other.yaml', OTHER);
    if (!existsSync(join(folder, 'helm/data'))) works(helm, ['plugin', 'install', resolve('examples/helm')]);
  });

  it('runs it as a post-renderer over a chart', async () => {
    const yaml = works(helm, args);
    expect(generated(yaml)).toEqual(await rendered());
    expect(yaml).toContain('kind: ConfigMap # here');
    const flags = ['--gateway-base-url', 'http://g:9'];
    const more = flags.flatMap((flag) => ['--post-renderer-args', flag]);
    expect(generated(works(helm, [...args, ...more]))).toEqual(await rendered(...flags));
  });

  it('fails where a Function is broken', () => {
    const text = readFileSync('examples/krm/function.yaml', 'utf8');
    file('chart/templates/function.yaml', text.replace('pool: cpu', 'pool: x'));
    expect(call(helm, args)).toMatchObject({ status: 1, stdout: '' });
    file('chart/templates/function.yaml', text);
  });
});
