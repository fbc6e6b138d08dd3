% SPDX-License-Identifier: Apache-2.0
% Copyright the Panblas authors

% Times GNU Octave on the questions of the benchmarks, in idiomatic form.
%
% Usage: octave-cli octave_peer.m short|full SAMPLES.npy START.npy [QUESTION ...]
%
% Prints a line of JSON for each row. The formulas are those of
% dev.panblas.autoencoder.SparseAutoencoder. The training is left out: Octave reads no .npy files.
1;

function z = sigmoid (z)
  z = 1 ./ (1 + exp (-z));
end

function net = network (visible, hidden, samples)
  rand ("twister", 1);
  limit = sqrt (6 / (visible + hidden + 1));
  net.x = 0.1 + 0.8 * rand (samples, visible);
  net.w1 = limit * (2 * rand (hidden, visible) - 1);
  net.w2 = limit * (2 * rand (visible, hidden) - 1);
  net.b1 = zeros (1, hidden);
  net.b2 = zeros (1, visible);
  net.a2 = sigmoid (net.x * net.w1' + net.b1);
  net.a3 = sigmoid (net.a2 * net.w2' + net.b2);
end

function s = slope (a2)
  rho = mean (a2, 1);
  s = 3 * (-0.01 ./ rho + 0.99 ./ (1 - rho));
end

function [dw1, dw2, db1, db2] = backprop_loop (net)
  m = rows (net.x);
  dw1 = zeros (size (net.w1));
  dw2 = zeros (size (net.w2));
  db1 = zeros (size (net.b1))';
  db2 = zeros (size (net.b2))';
  s = slope (net.a2)';
  x = net.x';    % samples in columns, as Octave stores them
  a2s = net.a2';
  a3s = net.a3';
  for i = 1:m
    a2 = a2s(:, i);
    a3 = a3s(:, i);
    d3 = (a3 - x(:, i)) .* a3 .* (1 - a3);
    d2 = (net.w2' * d3 + s) .* a2 .* (1 - a2);
    dw1 += d2 * x(:, i)';
    dw2 += d3 * a2';
    db1 += d2;
    db2 += d3;
  end
  dw1 = dw1 / m + 1e-4 * net.w1;
  dw2 = dw2 / m + 1e-4 * net.w2;
  db1 = db1' / m;
  db2 = db2' / m;
end

function [dw1, dw2, db1, db2] = backprop_whole (net)
  m = rows (net.x);
  d3 = (net.a3 - net.x) .* net.a3 .* (1 - net.a3);
  d2 = (d3 * net.w2 + slope (net.a2)) .* net.a2 .* (1 - net.a2);
  dw1 = d2' * net.x / m + 1e-4 * net.w1;
  dw2 = d3' * net.a2 / m + 1e-4 * net.w2;
  db1 = mean (d2, 1);
  db2 = mean (d3, 1);
end

% As it was asked: the slope and the output's delta again for each sample.
function [dw1, dw2, db1, db2] = backprop_asked (net)
  m = rows (net.x);
  dw1 = zeros (size (net.w1));
  dw2 = zeros (size (net.w2));
  db1 = zeros (size (net.b1))';
  db2 = zeros (size (net.b2))';
  x = net.x';
  a2s = net.a2';
  a3s = net.a3';
  rho = mean (a2s, 2);
  for i = 1:m
    a2 = a2s(:, i);
    a3 = a3s(:, i);
    d3 = -(x(:, i) - a3) .* a3 .* (1 - a3);
    s = 3 * (-0.01 ./ rho + 0.99 ./ (1 - rho));
    d2 = (net.w2' * d3 + s) .* a2 .* (1 - a2);
    dw1 += d2 * x(:, i)';
    dw2 += d3 * a2';
    db1 += d2;
    db2 += d3;
  end
  dw1 = dw1 / m + 1e-4 * net.w1;
  dw2 = dw2 / m + 1e-4 * net.w2;
  db1 = db1' / m;
  db2 = db2' / m;
end

% Both are computed once, before the loop.
function [dw1, dw2, db1, db2] = backprop_taken_out (net)
  m = rows (net.x);
  dw1 = zeros (size (net.w1));
  dw2 = zeros (size (net.w2));
  db1 = zeros (size (net.b1))';
  db2 = zeros (size (net.b2))';
  x = net.x';
  a2s = net.a2';
  d3s = ((net.a3 - net.x) .* net.a3 .* (1 - net.a3))';
  s = slope (net.a2)';
  for i = 1:m
    a2 = a2s(:, i);
    d3 = d3s(:, i);
    d2 = (net.w2' * d3 + s) .* a2 .* (1 - a2);
    dw1 += d2 * x(:, i)';
    dw2 += d3 * a2';
    db1 += d2;
    db2 += d3;
  end
  dw1 = dw1 / m + 1e-4 * net.w1;
  dw2 = dw2 / m + 1e-4 * net.w2;
  db1 = db1' / m;
  db2 = db2' / m;
end

function [dw1, dw2, db1, db2] = backprop_tiles (net)
  m = rows (net.x);
  dw1 = zeros (size (net.w1));
  dw2 = zeros (size (net.w2));
  db1 = zeros (size (net.b1));
  db2 = zeros (size (net.b2));
  s = slope (net.a2);
  for first = 1:480:m
    tile = first:min (first + 479, m);
    x = net.x(tile, :);
    a2 = net.a2(tile, :);
    a3 = net.a3(tile, :);
    d3 = (a3 - x) .* a3 .* (1 - a3);
    d2 = (d3 * net.w2 + s) .* a2 .* (1 - a2);
    dw1 += d2' * x;
    dw2 += d3' * a2;
    db1 += sum (d2, 1);
    db2 += sum (d3, 1);
  end
  dw1 = dw1 / m + 1e-4 * net.w1;
  dw2 = dw2 / m + 1e-4 * net.w2;
  db1 = db1 / m;
  db2 = db2 / m;
end

function [cost, dw1, dw2, db1, db2] = step_whole (net)
  net.a2 = sigmoid (net.x * net.w1' + net.b1);
  net.a3 = sigmoid (net.a2 * net.w2' + net.b2);
  rho = mean (net.a2, 1);
  cost = sumsq ((net.a3 - net.x)(:)) / (2 * rows (net.x)) ...
         + 1e-4 / 2 * (sumsq (net.w1(:)) + sumsq (net.w2(:))) ...
         + 3 * sum (0.01 * log (0.01 ./ rho) + 0.99 * log (0.99 ./ (1 - rho)));
  [dw1, dw2, db1, db2] = backprop_whole (net);
end

function seconds = times (operation, budget)
  operation ();
  seconds = [];
  total = tic ();
  while numel (seconds) < 3 || toc (total) < budget
    start = tic ();
    operation ();
    seconds(end + 1) = toc (start);
  end
end

function print_row (question, parameters, seconds)
  list = sprintf ("%.9g,", max (seconds, 1e-9));
  printf (["{\"row\":{\"question\":\"%s\",\"subject\":\"Octave\",\"parameters\":{%s}}," ...
           "\"seconds\":[%s],\"circumstances\":{\"library\":{\"name\":\"%s\"}," ...
           "\"runtime\":\"Octave %s\"}}\n"],
          question, parameters, list(1:end-1), strrep (version ("-blas"), '"', "'"), version ());
  fflush (stdout);
end

function timed_gemm (full, budget)
  sizes = [256, 512];
  if full
    sizes = 2 .^ (1:10);
  end
  for n = sizes
    a = 2 * rand (n) - 1;
    b = 2 * rand (n) - 1;
    bulk = max (1, round (1e5 / n ^ 3));  % a call of the interpreter takes longer than a tiny product
    function_of_bulk = @() repeated (a, b, bulk);
    print_row ("gemm", sprintf ("\"n\":\"%d\",\"precision\":\"DOUBLE\"", n),
               times (function_of_bulk, budget) / bulk);
  end
end

function c = repeated (a, b, bulk)
  for i = 1:bulk
    c = a * b;
  end
end

function require_same (net, form)
  [l1, l2, l3, l4] = backprop_loop (net);
  [w1, w2, w3, w4] = form (net);
  difference = max (abs ([l1(:) - w1(:); l2(:) - w2(:); l3(:) - w3(:); l4(:) - w4(:)]));
  if ! (difference <= 10000 * eps)
    error ("two forms of a gradient must be equal, but differ by %g", difference);
  end
end

function timed_forms (budget)
  net = network (64, 25, 10000);
  names = {"asked", "taken-out", "whole", "tiles"};
  forms = {@backprop_asked, @backprop_taken_out, @backprop_whole, @backprop_tiles};
  cellfun (@(form) require_same (net, form), forms);
  for i = 1:numel (forms)
    print_row ("forms", sprintf ("\"form\":\"%s\"", names{i}), times (@() forms{i} (net), budget));
  end
end

function timed_backprop (budget)
  net = network (64, 25, 10000);
  require_same (net, @backprop_whole);
  print_row ("backprop", "\"form\":\"loop\"", times (@() backprop_loop (net), budget));
  print_row ("backprop", "\"form\":\"whole\"", times (@() backprop_whole (net), budget));
end

function timed_step (full, budget)
  net = network (64, 25, 10000);
  print_row ("step", "\"form\":\"whole\"", times (@() step_whole (net), budget));
  if ! full
    return;  % the larger network takes longer than the rest of the short form
  end
  net = network (784, 196, 10000);
  print_row ("step", "\"form\":\"whole\",\"visible\":\"784\",\"hidden\":\"196\"",
             times (@() step_whole (net), budget));
end

given = argv ();  % "arguments" is a keyword from Octave 7 on
full = strcmp (given{1}, "full");
questions = given(4:end);
budget = 0.5;
if full
  budget = 2;
end
asked = @(question) isempty (questions) || any (strcmp (questions, question));
if asked ("gemm")
  timed_gemm (full, budget / 2);
end
if asked ("backprop")
  timed_backprop (budget);
end
if asked ("forms")
  timed_forms (budget);
end
if asked ("step")
  timed_step (full, budget);
end
if asked ("training")
  disp ("{\"note\":\"Octave's training was not timed: it reads no .npy files.\"}");
end
