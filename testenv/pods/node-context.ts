import type { ApiClient } from '../api.ts';
import type { Workspace } from '../workspace.ts';

/** The local command that stands for an image. */
export type LocalImage = {
  /** Stands for the image's entrypoint: a container's `command` replaces it. */
  readonly command: readonly [string, ...string[]];
  /** Stands for the image's CMD: a container's `args` or `command` replace it. */
  readonly args?: readonly string[];
  /**
   * Stands for the image's ENV; the container's `env` wins. `$(LOCAL_IP)` becomes the loopback address that the
   * process has to bind, and `$(POD_IP)` the address that the API reports for it.
   */
  readonly env?: Readonly<Record<string, string>>;
};

/** Something that happened to a container's process. */
export type ContainerEvent = {
  readonly at: number;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly what: 'started' | 'exited' | 'SIGTERM' | 'SIGKILL';
  readonly exitCode?: number;
};

/** Wait before the second restart, doubled each time. The kubelet's are 10 s and 5 min. */
export type RestartBackOff = { readonly initialMs: number; readonly maximumMs: number };

/** What the runners of one node share. */
export type NodeContext = {
  readonly client: ApiClient;
  readonly workspace: Workspace;
  readonly images: Readonly<Record<string, LocalImage>>;
  readonly restartBackOff: RestartBackOff;
  readonly history: ContainerEvent[];
  readonly onError: (error: Error) => void;
};
