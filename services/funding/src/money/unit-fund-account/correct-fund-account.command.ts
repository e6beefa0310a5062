import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept, refuse } from '@anju/values/decision';
import { dateOf } from '@anju/values/time';
import { actsAs } from '../../acts-as.access';
import { findCommunity } from '../../known/community/community.table';
import { bookEntry, findAccountsHeldBy, lockAccounts } from '../ledger/ledger.table';
import { accountNow } from './fund-account.queries';
import { correctOpening } from './fund-correction';
import { findCorrections } from './fund-correction.queries';
import { findAccountsOfUnits } from './unit-fund-account.table';

interface Input {
  readonly unitId: string;
  readonly openingFen: number;
  readonly paperNumber: string;
  readonly paperSha256: string;
}

export function correctFundAccount(
  { db, clock, personalData, ...caller }: Context,
  input: Input,
  key: string,
) {
  const { unitId, ...correction } = input;
  const request = { caller, key, operation: 'correctFundAccount', input };
  return once({ db, personalData }, request, async (tx) => {
    const [account] = await findAccountsOfUnits(tx, [unitId]);
    if (!account) return refuse('ACCOUNT_NOT_FOUND');
    const { communityId } = account;
    const community = await findCommunity(tx, communityId);
    if (!community || !actsAs(caller, ['COUNTY_BUREAU', 'FINANCE'], { division: community.divisionCode }))
      return refuse('NOT_IN_SCOPE');

    const now = clock();
    const locked = await lockAccounts(tx, communityId, [
      { account: 'BANK_DEPOSIT', holder: '' },
      { account: 'UNIT_FUND', holder: account.unitId },
    ]);
    const of = (kind: string) => locked.find((each) => each.kind === kind) ?? null;
    const before = account.openingFen + ((await findCorrections(tx, [communityId])).get(unitId) ?? 0);
    const result = correctOpening(
      account,
      correction,
      { openingFen: before, fund: of('UNIT_FUND'), depositFen: of('BANK_DEPOSIT')?.balanceFen ?? 0 },
      dateOf(now),
    );
    if (!result.accepted) return result;

    await bookEntry(tx, result.state, now);
    const { openingFen, paperNumber, paperSha256 } = correction;
    const detail = { openingFen, before, paperNumber, paperSha256 };
    await appendAudit(tx, caller, { action: 'correctFundAccount', subject: unitId, detail }, now);
    return accept(
      accountNow(account, await findAccountsHeldBy(tx, [unitId]), openingFen - account.openingFen),
    );
  });
}
