// react-query over call(): keys are operation id + organisation + input, writes carry an idempotency key
// that stays the same while the same thing is tried again.
import {
  keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import { freshKey } from '@/lib/id'
import { ApiError, call, type In, type ListOp, type Op, type Out, type Row } from './client'
import { useActing } from './acting'
import { opsChangedBy } from './topics'

interface ReadOptions {
  enabled?: boolean
  pollMs?: number | false
  keep?: boolean
}

interface OneReadOptions<O extends Op> extends ReadOptions {
  /** read again, every pollMs, for as long as what was read says so */
  pollWhile?: (read: Out<O>) => boolean
}

export function useRead<O extends Op>(op: O, input: In<O>, options: OneReadOptions<O> = {}) {
  const org = useActing()
  return useQuery<Out<O>, ApiError>({
    queryKey: [op, org, input],
    queryFn: ({ signal }) => call(op, input, { org, signal }),
    enabled: options.enabled ?? true,
    refetchInterval: ({ state: { data } }) => (options.pollWhile && !(data && options.pollWhile(data)) ? false : (options.pollMs ?? false)),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  })
}

export interface Listing<R> {
  rows: R[]
  pending: boolean
  error: ApiError | null
  more: boolean
  moreBusy: boolean
  readMore: () => void
  again: () => void
  asOfMs: number
}

export function useList<O extends ListOp>(
  op: O, input: Omit<In<O>, 'cursor' | 'limit'>, options: ReadOptions & { limit?: number } = {},
): Listing<Row<O>> {
  const org = useActing()
  const query = useInfiniteQuery<Out<O>, ApiError, { pages: Out<O>[] }, unknown[], string>({
    queryKey: [op, org, input, 'pages'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      call(op, { ...input, cursor: pageParam || undefined, limit: options.limit ?? 100 } as unknown as In<O>, { org, signal }),
    getNextPageParam: (last) => (last as { next: string }).next || undefined,
    enabled: options.enabled ?? true,
    refetchInterval: options.pollMs ?? false,
  })
  return {
    rows: (query.data?.pages ?? []).flatMap((page) => (page as { items: Row<O>[] }).items),
    pending: query.isPending && query.fetchStatus !== 'idle',
    error: query.error,
    more: query.hasNextPage,
    moreBusy: query.isFetchingNextPage,
    readMore: () => void query.fetchNextPage(),
    again: () => void query.refetch(),
    asOfMs: query.dataUpdatedAt,
  }
}

/** Everything that may have changed after this operation is read again. */
export async function refreshAfter(queries: QueryClient, op: string): Promise<void> {
  const ops = opsChangedBy(op)
  await queries.invalidateQueries({ predicate: (query) => ops.has(String(query.queryKey[0])) })
}

/** A write. The same input tried again after a failure carries the same key, so it happens once. */
export function useWrite<O extends Op>(op: O) {
  const org = useActing()
  const queries = useQueryClient()
  const last = useRef({ body: '', key: '' })
  return useMutation<Out<O>, ApiError, In<O>>({
    mutationFn: (input) => {
      const body = JSON.stringify(input)
      if (last.current.body !== body) last.current = { body, key: freshKey() }
      return call(op, input, { org, key: last.current.key })
    },
    onSuccess: () => {
      last.current = { body: '', key: '' }
      void refreshAfter(queries, op)
    },
  })
}
