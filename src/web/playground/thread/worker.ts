/** The thread: the compiler, and what the page asks it. */
import { Model } from '../../../playground/model.ts';
import type { Request } from '../../../playground/protocol.ts';

const model = new Model();
addEventListener('message', ({ data }: MessageEvent<Request>) => postMessage(model.answer(data)));
