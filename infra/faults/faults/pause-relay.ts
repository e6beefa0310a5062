import { setTimeout as wait } from 'node:timers/promises';
import { until } from '@anju/local/client';
import { LeaseTable } from '@anju/runtime/lease';
import { OutboxTable } from '@anju/runtime/outbox';
import { transaction } from '@anju/runtime/transaction';
import { IsNull, Not } from 'typeorm';
import type { Fault } from '../fault';
import { onEngines } from '../on-engines';
import { checkEffects, checkMarks, checkTopic, laterOf } from '../line/checker';
import { tell } from '../line/line';
import { openLine } from '../line/stage';

/** Longer than a lease lasts. */
const pauseMs = 11_500;
const keys = 40;

export const pauseRelay: Fault = {
  name: 'pause-relay',
  what: 'a relay is SIGSTOPped past its lease while another copy goes on, and wakes in the middle of its work',
  rounds: 50,
  needs: 'engines',
  seconds: { short: 180, long: 300 },
  run: (round) =>
    onEngines(round, async (engines) => {
      const line = await openLine(round, engines);
      try {
        const random = round.random('keys');
        const say = async (times: number) => {
          for (let i = 0; i < times; i++)
            await transaction(line.speaker, async (tx) => {
              // As a command would: who speaks of an aggregate holds it, so one at a time.
              for (let n = 0; n < 10; n++) await tell(tx, `dec_${random.below(keys)}`);
            });
        };
        await line.startListener();
        await say(40);
        const paused = await line.startSpeaker();
        // As soon as it has a shard: it wakes before what it sends, or before its mark.
        while (!(await line.speaker.read.existsBy(LeaseTable, { expiresAt: Not('') as never })))
          await wait(2);
        paused.signal('SIGSTOP');
        const pausedAt = Date.now();
        const unpublished = () => line.speaker.read.countBy(OutboxTable, { publishedAt: IsNull() });
        const left = await unpublished();

        await line.startSpeaker();
        await say(10);
        await wait(pauseMs - (Date.now() - pausedAt));
        await until('the other copy to do its work', async () => (await unpublished()) === 0);
        const marked = await line.marks();
        await say(10);
        paused.signal('SIGCONT');
        await say(10);
        await line.settled();
        const staleMark = 'was taken by another process after token';
        // By its log it is known when to look; what is judged is the marks.
        await until(
          'its mark to be refused, or taken',
          async () => line.said(staleMark) > 0 || checkMarks(marked, await line.marks()).length > 0,
        );

        const [outbox, topic, effects, marks] = await Promise.all([
          line.outbox(),
          line.topic(),
          line.effects(),
          line.marks(),
        ]);
        return {
          faults: 1,
          found: [
            ...checkTopic(outbox, topic),
            ...checkEffects(outbox, effects),
            ...checkMarks(marked, marks),
            ...(left > 0 ? [] : ['nothing was shown: it was paused when its work was done']),
          ],
          figures: {
            events: outbox.length,
            'late duplicates on the topic': laterOf(topic).length,
            'stale marks refused': line.said(staleMark),
          },
        };
      } finally {
        await line.stop();
      }
    }),
};
