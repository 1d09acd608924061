export * from '../kit/parts.tsx'
