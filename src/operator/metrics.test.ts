import { describe, expect, it } from 'vitest';
import { ReadyBook } from './function/ready-book.ts';
import { Metrics } from './metrics.ts';

async function samples(metrics: Metrics, prefix = 'layerc_'): Promise<string[]> {
  return (await metrics.text()).split('\n').filter((line) => line.startsWith(prefix));
}

const seen = (ready: string, reason: string) => ({
  ready,
  reason,
  notScaled: null,
  workers: { wanted: 0, ready: 0 },
  isRolling: false,
});

const pace = { counts: { done: 3, rolling: 2, failed: 1, pending: 4 }, stoppedBy: null };

describe('metrics', () => {
  it('count writes, retries and reconciles', async () => {
    const metrics = new Metrics();
    metrics.requested('patch', 'Deployment', 200);
    metrics.requested('patch', 'Deployment', 200);
    metrics.requested('patch', 'Function', 409, 'status');
    metrics.requested('list', 'Function', 200);
    metrics.requested('delete', 'Service', 0);
    metrics.retried();
    metrics.reconciled('done', 0.003);
    metrics.reconciled('failed', 2);
    const lines = await samples(metrics);
    expect(lines).toContain('layerc_api_writes_total{kind="Deployment",verb="patch",result="200"} 2');
    expect(lines).toContain('layerc_api_writes_total{kind="Function/status",verb="patch",result="409"} 1');
    expect(lines).toContain('layerc_api_writes_total{kind="Service",verb="delete",result="error"} 1');
    expect(lines.filter((line) => line.includes('list'))).toEqual([]);
    expect(lines).toContain('layerc_queue_retries_total 1');
    expect(lines).toContain('layerc_reconcile_seconds_bucket{le="0.001",result="done"} 0');
    expect(lines).toContain('layerc_reconcile_seconds_bucket{le="0.005",result="done"} 1');
    expect(lines).toContain('layerc_reconcile_seconds_count{result="failed"} 1');
  });

  it('look up gauges at each scrape, and forget a kind that is watched no more', async () => {
    const metrics = new Metrics();
    expect(await samples(metrics, 'layerc_leader ')).toEqual(['layerc_leader 0']);
    let depth = 3;
    let ages: [string, number][] = [
      ['Function', 0.5],
      ['ScaledObject', 7],
    ];
    let troubles: [string, number, string][] = [['Function', 12, 'not found']];
    const ready = new ReadyBook();
    metrics.observe({
      queueDepth: () => depth,
      gatewayTroubleMs: () => null,
      isLeader: () => true,
      watchAges: () => ages,
      troubles: () => troubles,
      pace,
      ready,
    });
    expect(await samples(metrics, 'layerc_leader ')).toEqual(['layerc_leader 1']);
    expect(await samples(metrics, 'layerc_queue_depth ')).toEqual(['layerc_queue_depth 3']);
    expect(await samples(metrics, 'layerc_watch')).toEqual([
      'layerc_watch_age_seconds{kind="Function"} 0.5',
      'layerc_watch_age_seconds{kind="ScaledObject"} 7',
      'layerc_watch_trouble_seconds{kind="Function"} 12',
    ]);
    troubles = [];
    depth = 0;
    ages = [['Function', 1]];
    expect(await samples(metrics, 'layerc_queue_depth ')).toEqual(['layerc_queue_depth 0']);
    expect(await samples(metrics, 'layerc_watch')).toEqual(['layerc_watch_age_seconds{kind="Function"} 1']);
  });

  it('tell how many Functions are Ready, and name those that are not', async () => {
    const metrics = new Metrics();
    const ready = new ReadyBook();
    metrics.observe({
      queueDepth: () => 0,
      gatewayTroubleMs: () => null,
      isLeader: () => true,
      watchAges: () => [],
      troubles: () => [],
      pace,
      ready,
    });
    ready.note('shop', 'a', seen('False', 'UnknownPool'));
    ready.note('shop', 'b', seen('True', 'Applied'));
    ready.note('hev', 'b', seen('True', 'Applied'));
    expect((await samples(metrics, 'layerc_function')).sort()).toEqual([
      'layerc_function_not_ready{namespace="shop",function="a",reason="UnknownPool"} 1',
      'layerc_functions{ready="False",reason="UnknownPool"} 1',
      'layerc_functions{ready="True",reason="Applied"} 2',
    ]);
    ready.note('shop', 'a', seen('True', 'Paused'));
    ready.forget('hev', 'b');
    expect((await samples(metrics, 'layerc_function')).sort()).toEqual([
      'layerc_functions{ready="True",reason="Applied"} 1',
      'layerc_functions{ready="True",reason="Paused"} 1',
    ]);
  });

  it('tell what KEDA cannot scale, how many workers there are and what rolls', async () => {
    const metrics = new Metrics();
    const ready = new ReadyBook();
    metrics.observe({
      queueDepth: () => 0,
      gatewayTroubleMs: () => null,
      isLeader: () => true,
      watchAges: () => [],
      troubles: () => [],
      pace,
      ready,
    });
    const workers = (wanted: number, ready: number) => ({ workers: { wanted, pace, ready } });
    ready.note('shop', 'a', { ...seen('True', 'Applied'), ...workers(4, 3), isRolling: true });
    ready.note('shop', 'b', { ...seen('True', 'Applied'), ...workers(2, 2), notScaled: 'TriggerError' });
    expect((await samples(metrics, 'layerc_workers')).sort()).toEqual([
      'layerc_workers_ready 5',
      'layerc_workers_wanted 6',
    ]);
    expect(await samples(metrics, 'layerc_policy_rollout')).toEqual([
      'layerc_policy_rollout{state="done"} 3',
      'layerc_policy_rollout{state="rolling"} 2',
      'layerc_policy_rollout{state="failed"} 1',
      'layerc_policy_rollout{state="pending"} 4',
      'layerc_policy_rollout_stopped 0',
    ]);
    expect(await samples(metrics, 'layerc_rollouts')).toEqual(['layerc_rollouts_in_progress 1']);
    expect(await samples(metrics, 'layerc_function_not_scaled')).toEqual([
      'layerc_function_not_scaled{namespace="shop",function="b",reason="TriggerError"} 1',
    ]);
    ready.note('shop', 'b', { ...seen('True', 'Applied'), ...workers(2, 2) });
    expect(await samples(metrics, 'layerc_function_not_scaled')).toEqual([]);
  });

  it('of two operators in one process are apart, each with those of the process', async () => {
    const [one, other] = [new Metrics(), new Metrics()];
    one.retried();
    expect(await samples(other, 'layerc_queue_retries_total')).toEqual(['layerc_queue_retries_total 0']);
    for (const metrics of [one, other])
      expect((await samples(metrics, 'process_resident_memory_bytes')).length).toBe(1);
  });
});
