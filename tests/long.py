"""What `make test` leaves to `make test-long`: proofs over everything, of which it tries a few."""

from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

LATER = frozenset({
    "cli/test_chat.py::test_a_person_at_a_terminal_is_prompted_and_sees_colour",
    "cli/test_chat.py::test_whoever_has_said_nothing_yet_is_told_what_to_do_in_the_words_of_the_terminal",
    "docs/test_extending.py::test_each_change_does_what_it_is_for",
    "docs/test_site.py::test_every_page_is_built_and_no_link_is_broken",
    "eval/compare/test_cases.py::test_a_run_is_shown_as_it_was",
    "eval/compare/test_outage.py::test_a_process_that_was_ended_is_started_again_and_its_case_played_again",
    "eval/compare/test_proof.py::test_every_way_to_write_a_side_is_planted",
    "eval/compare/test_run.py::test_a_broken_word_is_a_loss_of_those_who_use_it_and_of_the_stage_that_reads_it",
    "eval/compare/test_run.py::test_a_tree_without_the_package_is_never_played_by_one_that_is_installed",
    "eval/compare/test_run.py::test_what_was_played_is_not_played_again_and_all_is_kept",
    "eval/compare/test_suites.py::test_a_limit_leaves_no_owner_out_and_draws_the_same_again",
    "eval/live/test_trials.py::test_versions_are_logged_by_buyer_and_compared",
    "eval/modelled/test_models.py::test_an_honest_model_behind_a_server_is_not_told_of_and_its_cost_is",
    "eval/modelled/test_models.py::test_no_attack_has_an_effect_over_an_obedient_model",
    "eval/test_any_text.py::test_no_text_in_any_field_comes_through",
    "eval/test_benches.py::test_a_turn_with_redis",
    "eval/test_benches.py::test_history",
    "eval/test_benches.py::test_peer",
    "eval/test_benches.py::test_savers",
    "eval/test_benches.py::test_turn",
    "eval/test_frames.py::test_what_was_asked_for_is_shown_in_every_frame",
    "eval/test_measures.py::test_several_threads_measure_at_once",
    "eval/test_sides.py::test_every_category_of_a_store_cites_both_sides",
    "eval/test_suite.py::test_a_part_is_chosen_by_name_and_written_with_a_summary",
    "graphs/test_documented.py::test_the_products_in_the_examples_are_those_that_come_out",
    "graphs/test_floods.py::test_floods_are_the_same_for_the_same_seed_and_each_is_told",
    "graphs/test_turns.py::test_overlapping_messages_of_two_processes_lose_none",
    "graphs/test_worded_follow_ups.py::test_what_is_worded_ends_when_tapped_as_codes_words_do",
    "graphs/test_write_tools.py::test_a_worker_that_dies_in_a_turn_that_writes_loses_and_doubles_nothing",
    "ingest/test_demo.py::test_two_processes_at_once_make_one",
    "memory/test_cluster.py::test_a_node_that_dies_ends_no_conversation",
    "memory/test_outage_property.py::test_no_acknowledged_turn_is_lost_and_no_lost_one_is_hidden",
    "memory/test_outages.py::test_a_process_that_starts_finds_out_by_itself_that_nobody_answers",
    "memory/test_outages.py::test_a_server_that_comes_back_empty_again_and_again_is_given_every_turn",
    "memory/test_outages.py::test_a_worker_that_closes_waits_a_little_for_a_server_that_is_away",
    "memory/test_outages.py::test_many_turns_at_once_all_end_while_the_server_is_frozen",
    "memory/test_store.py::test_it_works_on_a_cluster",
    "model/test_truth.py::test_it_answers_for_itself",
    "page/test_chips.py::test_trouble_while_a_chip_is_changed_is_said_in_words_and_nothing_is_lost",
    "page/test_chips.py::test_what_conditions_are_called_is_asked_in_one_request",
    "page/test_embed.py::test_axe_finds_nothing_serious_and_the_accent_is_the_shops",
    "page/test_embed.py::test_on_another_site_the_buyer_has_a_cookie_for_that_site_alone",
    "page/test_embed.py::test_the_element_is_used_by_keyboard_alone_and_takes_no_focus_by_itself",
    "page/test_embed.py::test_what_the_shops_page_makes_of_text_changes_nothing_in_it",
    "page/test_page.py::test_a_chip_shows_what_its_condition_asks_for_and_changes_that_too",
    "page/test_page.py::test_a_range_is_one_chip_whose_two_ends_are_shown_and_changed",
    "page/test_playgrounds.py::test_a_message_is_answered_in_the_playground_and_its_conversation_goes_on",
    "page/test_playgrounds.py::test_suggestions_are_shown_in_their_playground",
    "page/test_product.py::test_a_product_in_view_is_kept_compared_and_inquired_about",
    "page/test_product.py::test_a_quantity_that_is_typed_is_priced_by_the_server",
    "page/test_product.py::test_the_next_message_is_about_the_product_in_view",
    "page/test_reference.py::test_the_routes_are_shown_and_tried_without_a_network",
    "page/test_safety.py::test_axe_finds_nothing_serious_on_a_desktop_in_the_dark",
    "page/test_trouble.py::test_a_chip_of_a_conversation_that_was_left_changes_no_other",
    "page/test_trouble.py::test_a_shortlist_is_one_in_all_tabs_and_without_storage_holds_as_long_as_the_page",
    "page/test_trouble.py::test_redis_killed_in_a_turn_leaves_a_whole_reply_that_says_so",
    "reader/test_any_message.py::test_any_message_comes_to_commands",
    "serving/test_agents.py::test_over_standard_input_and_output_with_the_tool_that_writes",
    "serving/test_any_request.py::test_no_request_is_a_server_error",
    "serving/test_renewing.py::test_a_hangup_reads_the_settings_again",
    "serving/test_slow_clients.py::test_the_server_itself_keeps_these_bounds",
    "serving/test_supervisor.py::test_a_signal_to_stop_is_heeded_beside_workers_that_are_frozen",
    "serving/test_supervisor.py::test_a_worker_that_is_frozen_is_replaced_beside_one_that_serves",
    "test_make.py::test_the_server_listens_where_it_was_told_to",
})  # fmt: skip
"""Tests of five seconds and more of what shorter ones beside them hold too."""
EVERY_OTHER = frozenset({
    "cli/test_agent.py::test_nothing_is_sent_before_the_yes",
    "cli/test_chat.py::test_turns_that_redis_never_took_are_counted_when_it_ends",
    "cli/test_profile.py::test_a_deleted_profile_is_gone_and_conversations_with_it",
    "cli/test_profile.py::test_the_editor_changes_what_is_changed_in_it",
    "cli/test_profile.py::test_what_was_said_is_shown_with_where_it_is_from",
    "cli/test_threads.py::test_all_conversations_of_a_buyer_are_deleted_at_once",
    "cli/test_threads.py::test_conversations_of_one_id_about_two_stores_are_told_apart",
    "memory/test_letters_kept.py::test_those_of_a_conversation_wait_beyond_a_restart",
    "memory/test_two_stores.py::test_a_running_server_that_is_given_another_folder_goes_on",
    "memory/test_two_stores.py::test_a_store_may_have_a_name_by_which_its_conversations_stay_wherever_it_lies",
    "memory/test_two_stores.py::test_over_http_each_store_has_its_own",
    "memory/test_two_stores.py::test_who_sees_every_store_finds_both",
    "eval/test_scenarios.py::test_a_false_expectation_fails",
    "graphs/test_cached_turns.py::test_a_cached_reply_is_the_reply",
    "graphs/test_worded_follow_ups.py::test_a_lie_leaves_codes_words_costs_no_other_request_and_is_told_of_where_it_is_all_there_is",
    "page/test_chips.py::test_a_condition_is_added_and_taken_back_by_the_keyboard_alone",
    "page/test_chips.py::test_a_word_that_nothing_came_of_is_put_to_use",
    "page/test_embed.py::test_a_foreign_page_with_a_strict_policy_has_turns_cards_and_suggestions",
    "page/test_page.py::test_products_of_an_earlier_list_are_asked_about_by_their_place_in_it",
    "page/test_page.py::test_three_turns_on_a_phone",
    "page/test_sharing.py::test_whoever_has_the_link_reads_and_changes_nothing",
})  # fmt: skip
"""Tests of many cases, of which every second waits."""


def few(cases: Iterable[Any], *quick: Any) -> list[Any]:
    """All the cases of a test, of which all but the `quick` ones wait for the long run."""
    every = list(cases)
    assert all(each in every for each in quick)
    return [each if each in quick else pytest.param(*(each if isinstance(each, tuple) else (each,)), marks=pytest.mark.long) for each in every]


def put_off(items: Iterable[pytest.Item], here: Path) -> None:
    """Marks what waits for the long run; `here` is the folder of the tests."""
    cases = {name: count() for name in EVERY_OTHER}
    for item in items:
        if not item.path.is_relative_to(here):
            continue
        name = f"{item.path.relative_to(here).as_posix()}::{getattr(item, 'originalname', item.name)}"
        if name in LATER or (name in cases and next(cases[name]) % 2):
            item.add_marker(pytest.mark.long)
