import type { Comparison, Comparisons } from '@anju/rulebook/verdict';
import type { Evidence } from '../evidence/evidence';
import type { OwnersDecision } from '../owners-decision/owners-decision';
import { mattersOf, type Question } from '../question/question';
import { type Asked, markedTitle, scopeWords, warrantWords } from './notice-sheet';
import type { Sheet } from './page';
import { areaWords, dateWords, matterWords, momentWords, outcomeWords, thresholdWords } from './paper-words';

/** What the owners decided, as it is posted (GOV-MEET-6): the six integers, what they are compared with, and the record. */
export function resultSheet(
  decision: OwnersDecision,
  community: string,
  question: Question,
  { buildings }: Pick<Asked, 'buildings'>,
  evidence: Pick<Evidence, 'sha256' | 'keyThumbprint'> | null,
): Sheet {
  const { turnout, verdict, objectionsUntil } = decision;
  const weights = [
    ['应参与表决', turnout.entitled],
    ['参与表决', turnout.tookPart],
    ['同意', turnout.yes],
  ] as const;
  return {
    title: markedTitle('业主共同决定公告', decision.synthetic),
    subtitle: community,
    parts: [
      ...(decision.annulledAt ? [{ text: '本决定已被依法撤销，对业主不再有约束力。' }] : []),
      {
        facts: [
          ['表决事项', [question.title, ...warrantWords(question.warrants)].join('；')],
          [
            '事项类别',
            mattersOf(question)
              .map((matter) => matterWords[matter])
              .join('；'),
          ],
          ['表决范围', scopeWords(buildings)],
          ['表决期间', `${momentWords(question.opensAt)}至${momentWords(question.closesAt)}（不含）`],
          ['计票时间', momentWords(decision.decidedAt)],
          ['结果', outcomeWords[decision.outcome]],
        ],
      },
      { heading: '表决情况' },
      {
        columns: ['', '人数', '专有部分面积'],
        rows: weights.map(([word, { heads, areaDm2 }]) => [word, String(heads), areaWords(areaDm2)]),
      },
      { heading: '怎样得出' },
      { text: lineOf('参与表决', verdict.quorum) },
      { text: verdict.approval ? lineOf('同意', verdict.approval) : '无人参与表决，不计算同意的比例。' },
      ...(decision.outcome === 'ADOPTED' && !decision.annulledAt
        ? [{ text: '业主认为本决定侵害其合法权益的，可以请求人民法院予以撤销。' }]
        : []),
      ...(objectionsUntil && !decision.annulledAt
        ? [{ text: `业主有异议的，请在${dateWords(objectionsUntil)}（含当日）之前以书面形式提出。` }]
        : []),
      { heading: '记录' },
      {
        facts: [
          ['决定编号', decision.id],
          ['适用规则', decision.ruleProfile],
          ['收到的表决票', `${decision.ballots} 张，作废登记 ${decision.voidedBallots} 张`],
          ['业主名册 SHA-256', decision.snapshotHash],
          ['表决票 SHA-256', decision.ballotsHash],
          ...(evidence
            ? ([
                ['公开证据包 SHA-256', evidence.sha256],
                ['签名公钥指纹', evidence.keyThumbprint],
              ] as const)
            : []),
        ],
      },
    ],
  };
}

/** Both sides of each comparison, as it was made without rounding (CONV-1). */
function lineOf(word: string, { heads, areaDm2 }: Comparisons): string {
  const one = ({ part, whole, threshold, left, right, holds }: Comparison, measure: string) => {
    const { numerator, denominator } = threshold.share;
    const sign = threshold.word === 'AT_LEAST' ? (holds ? '≥' : '＜') : holds ? '＞' : '≤';
    return `按${measure}：${part}×${denominator}＝${left} ${sign} ${whole}×${numerator}＝${right}，${holds ? '达到' : '未达到'}`;
  };
  return `${word}须占${thresholdWords(heads.threshold)}。${one(heads, '人数')}；${one(areaDm2, '面积（平方分米）')}。`;
}
