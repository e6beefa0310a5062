import type { Storage } from '@anju/runtime/database';
import { CreateMessaging0001700000000001 } from '@anju/runtime/messaging-migration';
import {
  AnswerTable,
  ContactTable,
  HouseholdResponseTable,
} from './household-response/household-response.table';
import { KnownCommunityTable } from './known/community/community.table';
import { CreateSolicitation0002001700000000002 } from './migrations/0002-create-solicitation';
import { CreateHouseholdResponse0003001700000000003 } from './migrations/0003-create-household-response';
import { SolicitationTable } from './solicitation/solicitation.table';

/** What participation stores. */
export const storage: Storage = {
  tables: [KnownCommunityTable, SolicitationTable, HouseholdResponseTable, ContactTable, AnswerTable],
  migrations: [
    CreateMessaging0001700000000001,
    CreateSolicitation0002001700000000002,
    CreateHouseholdResponse0003001700000000003,
  ],
  appendOnly: ['household_contact', 'household_answer'],
};
