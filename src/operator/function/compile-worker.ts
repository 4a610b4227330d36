/** The thread of {@link ./compile-thread.ts}: texts in, texts out, as an exact number is no plain value. */
import { parentPort } from 'node:worker_threads';
import { decodeJson } from '../kube/decode.ts';
import { compileFunction, type Sources } from './compile-function.ts';
import type { CompileRequest } from './compile-request.ts';

parentPort?.on('message', ({ sources, settings, stockPools }: CompileRequest) => {
  const compiled = compileFunction(decodeJson(sources) as Sources, settings, stockPools);
  parentPort?.postMessage(JSON.stringify(compiled));
});
