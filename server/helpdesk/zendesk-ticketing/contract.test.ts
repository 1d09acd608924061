import { ticketingBed } from '../../testing/ticketing-bed.ts'
import { helpdeskContract } from '../contract.ts'

helpdeskContract('tickets by the ticketing API', () => ticketingBed())
