import { type ChildProcess, spawn } from 'node:child_process';

/** `exec` of a user in a kubeconfig. */
export interface ExecConfig {
  readonly apiVersion?: string;
  readonly command: string;
  readonly args?: readonly string[] | null;
  readonly env?: readonly { readonly name: string; readonly value: string }[] | null;
  readonly installHint?: string;
}

/** What a plugin answers: a token, or a certificate with its key. */
export interface ExecCredential {
  readonly token?: string;
  readonly clientCertificateData?: string;
  readonly clientKeyData?: string;
  readonly expirationTimestamp?: string;
}

const TIMEOUT_MS = 30_000;
/** How long its pipes may outlive it. */
const LINGER_MS = 1_000;
const DEFAULT_VERSION = 'client.authentication.k8s.io/v1';

/**
 * A credential plugin, a program that prints an ExecCredential. It has half a minute, and what it said is kept until that
 * expires. The client library has one too, which nothing ends: a plugin that hangs would keep the process for ever.
 */
export class ExecPlugin {
  readonly #config: ExecConfig;
  readonly #running = new Set<ChildProcess>();
  #known: ExecCredential | undefined;
  #isClosed = false;

  constructor(config: ExecConfig) {
    this.#config = config;
  }

  async credential(): Promise<ExecCredential> {
    const { expirationTimestamp } = this.#known ?? {};
    const isGood = expirationTimestamp === undefined || Date.parse(expirationTimestamp) > Date.now();
    if (this.#known !== undefined && isGood) return this.#known;
    const text = await this.#run();
    this.#known = readCredential(text, this.#config.command);
    return this.#known;
  }

  /** Ends it where it runs. */
  close(): void {
    this.#isClosed = true;
    for (const child of this.#running) end(child);
  }

  #run(): Promise<string> {
    const { command, args, env, apiVersion = DEFAULT_VERSION, installHint } = this.#config;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const fail = (why: string) => reject(new Error(`the credential plugin ${command} ${why}`));
    if (this.#isClosed) fail('is not asked any more');
    else {
      const info = { apiVersion, kind: 'ExecCredential', spec: { interactive: false } };
      const child = spawn(command, args ?? [], {
        env: {
          ...process.env,
          KUBERNETES_EXEC_INFO: JSON.stringify(info),
          ...Object.fromEntries((env ?? []).map(({ name, value }) => [name, value])),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own, so that what it starts ends with it.
        detached: true,
      });
      this.#running.add(child);
      const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
      const late = setTimeout(() => end(child), TIMEOUT_MS);
      child.once('error', ({ message }) => fail(`does not start: ${installHint ?? message}`));
      // What it has left behind may keep the pipes open.
      child.once('exit', () => setTimeout(() => end(child), LINGER_MS).unref());
      child.once('close', (code, signal) => {
        clearTimeout(late);
        this.#running.delete(child);
        if (code === 0) resolve(stdout());
        else if (signal !== null) fail(`was ended, as it gave no answer within ${TIMEOUT_MS / 1000} s`);
        else fail(`failed: ${stderr().trim() || `exit code ${code}`}`);
      });
    }
    return promise;
  }
}

/** Ends a program with all that it has started, and hears it no more. */
function end(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
  child.stdout?.destroy();
  child.stderr?.destroy();
}

const MOST_BYTES = 1024 * 1024;

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString();
}

function readCredential(text: string, command: string): ExecCredential {
  let status: ExecCredential | undefined;
  try {
    ({ status } = JSON.parse(text) as { status?: ExecCredential });
  } catch {
    // What it printed may be a secret.
    throw new Error(`the credential plugin ${command} prints no JSON`);
  }
  if (status?.token === undefined && status?.clientCertificateData === undefined)
    throw new Error(`the credential plugin ${command} gives neither a token nor a certificate`);
  return status;
}
