import { runService } from '@anju/runtime/run-service';
import { participationService } from './service';

void runService(participationService, process.env, process.argv);
