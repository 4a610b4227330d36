/** `layerc gateway apply`: what the operator does with --gateway-sync, once. */

import type { GatewayClient } from '../../../gateway/client/gateway-client.ts';
import { bringInStep } from '../../../gateway/client/in-step.ts';
import { endText, stepText } from '../../../gateway/sync/index.ts';
import type { ExitCode, Io } from '../../streams/io.ts';
import { connect } from './connect.ts';
import { type Wanted, wantedFunctions } from './functions.ts';
import { type GatewayRequest, THEIRS } from './request.ts';
import { type Told, tell } from './told.ts';

/** 0: the gateway has them all. 1: one cannot be used, or the gateway does not take it. */
export async function apply(request: GatewayRequest, io: Io): Promise<ExitCode> {
  const wanted = await wantedFunctions(request, io);
  if (wanted === null) return 1;
  const client = connect(request);
  const done = await Promise.all(wanted.map((one) => applied(one, client)));
  await tell(done, request.output, 'functions', io);
  return done.every(({ isFine }) => isFine) ? 0 : 1;
}

async function applied({ name, wish }: Wanted, client: GatewayClient): Promise<Told & { isFine: boolean }> {
  if (wish === null) return { name, isFine: true, lines: [], fields: { steps: [], reason: 'OnlyScheduled' } };
  const steps: string[] = [];
  const hooks = {
    intend: async () => true,
    did: (step: Parameters<typeof stepText>[0]) => void steps.push(stepText(step)),
  };
  const outcome = await bringInStep(client, wish, THEIRS, hooks, new AbortController().signal);
  const { reason, message } =
    outcome.kind === 'trouble'
      ? outcome.trouble
      : outcome.kind === 'unsettled'
        ? { reason: 'Unsettled', message: 'Somebody else changes it at the gateway all the time.' }
        : endText(wish, outcome);
  const isFine = outcome.kind === 'settled';
  const lines = isFine && reason === 'Registered' ? steps : [...steps, `${reason}: ${message}`];
  return { name, isFine, lines, fields: { steps, reason, message } };
}
